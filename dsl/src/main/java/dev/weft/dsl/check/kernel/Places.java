package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.Name;
import java.util.List;
import java.util.Optional;

/// Where a tensor is read or written: one index per leading axis.
interface Places {
    /// The indices of the tensor `name`; empty, with a report, if it cannot be read so.
    Optional<List<Term>> of(Name name, Item.TensorItem item, Tensor.Role role, List<Term> sizes, Typing typing);
}
