package dev.weft.codegen.walk;

import org.junit.jupiter.api.Test;

/// Keys find their codes and fold into them on TornadoVM's devices as they do on the JVM: the cases of
/// [CodesWalkTest] and [CodesDocumentsTest], as work-groups and as plain loops. With TORNADOVM_HOME set they run
/// on TornadoVM itself.
class TornadoCodesWalkTest {
    private static final int COUNT = Integer.getInteger("weft.random.codes", 35);
    private static final long FIRST = Long.getLong("weft.random.first", 0);

    @Test
    void farKeysFoldToTheSameNumbers() {
        TornadoWalkTest.check(CodesWalkTest::of, FIRST, COUNT);
    }

    @Test
    void farKeysOnBothSidesFoldToTheSameNumbers() {
        TornadoWalkTest.check(CodesWalkTest::bothSides, FIRST, COUNT);
    }

    @Test
    void packedDocumentsBeginAnew() {
        TornadoWalkTest.check(CodesDocumentsTest::of, FIRST, COUNT);
    }
}
