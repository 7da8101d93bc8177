package dev.weft.bench.torch;

import dev.weft.bench.Entry;
import dev.weft.bench.Recurrence;
import dev.weft.bench.RecurrentInputs;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Torch's `gru`. Its gates are in the order r, z, n. Its products are OpenBLAS's, which may be faster on
/// one thread where they are small.
final class Gru {
    private Gru() {}

    static List<Entry> entries(Recurrence recurrence, RecurrentInputs inputs, int threads) {
        var entries = new ArrayList<Entry>();
        entries.add(entry("torch GRU", threads, recurrence, inputs));
        if (threads > 1) {
            entries.add(entry("torch GRU, products on one thread", 1, recurrence, inputs));
        }
        return entries;
    }

    private static Entry entry(String name, int blasThreads, Recurrence recurrence, RecurrentInputs inputs) {
        return new Entry(name, () -> {
            var x = Torch.view(inputs.get("x"));
            var h0 = Torch.view(inputs.get("h0")).unsqueeze(0);
            var weights = new TensorVector(
                    joined(inputs, "Wr", "Wz", "Wn"),
                    joined(inputs, "Ur", "Uz", "Un"),
                    joined(inputs, "br", "bz", "bn"),
                    stateBias(inputs));
            return new TorchRun(
                    recurrence.N(),
                    blasThreads,
                    () -> torch.gru(x, h0, weights, true, 1, 0, false, false, true)
                            .get0()
                            .unsqueeze(1),
                    () -> {
                        weights.close();
                        h0.close();
                        x.close();
                    });
        });
    }

    private static Tensor joined(RecurrentInputs inputs, String... names) {
        var parts = new TensorVector();
        for (var name : names) {
            parts.push_back(Torch.view(inputs.get(name)));
        }
        return torch.cat(parts, 0);
    }

    /// The first two gates add theirs to the input's.
    private static Tensor stateBias(RecurrentInputs inputs) {
        var bias = Torch.view(inputs.get("cn"));
        var none = torch.zeros_like(bias);
        return torch.cat(new TensorVector(none, none, bias), 0);
    }
}
