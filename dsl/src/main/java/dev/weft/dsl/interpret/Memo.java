package dev.weft.dsl.interpret;

/// Remembers a value for as long as it cannot change: for good, or for one row or step.
final class Memo {
    private Memo() {}

    static Code.OfScalar scalar(Dependence dependence, Code.OfScalar code) {
        return dependence == Dependence.KEY ? code : new OfScalar(dependence, code);
    }

    static Code.OfArray array(Dependence dependence, Code.OfArray code) {
        return dependence == Dependence.KEY ? code : new OfArray(dependence, code);
    }

    private static final class OfScalar implements Code.OfScalar {
        private final boolean forGood;
        private final Code.OfScalar code;
        private boolean known;
        private long row;
        private double value;

        OfScalar(Dependence dependence, Code.OfScalar code) {
            this.forGood = dependence == Dependence.FIXED;
            this.code = code;
        }

        @Override
        public double at(Point point) {
            if (!known || !(forGood || row == point.row())) {
                value = code.at(point);
                known = true;
                row = point.row();
            }
            return value;
        }
    }

    private static final class OfArray implements Code.OfArray {
        private final boolean forGood;
        private final Code.OfArray code;
        private boolean known;
        private long row;
        private double[] value = {};

        OfArray(Dependence dependence, Code.OfArray code) {
            this.forGood = dependence == Dependence.FIXED;
            this.code = code;
        }

        @Override
        public double[] at(Point point) {
            if (!known || !(forGood || row == point.row())) {
                value = code.at(point);
                known = true;
                row = point.row();
            }
            return value;
        }
    }
}
