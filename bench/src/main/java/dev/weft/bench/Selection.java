package dev.weft.bench;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What of everything that can be compared is.
///
/// @param names of cases, of [Problems#NAMES], [Recurrences#NAMES], [Lineups#NAMES] and [Coded#NAME]
/// @param maxTokens the most tokens of a race against peers
/// @param maxOwnTokens the most tokens of a race among ours, and steps of a recurrent layer
/// @param batches numbers of sequences
/// @param headDims sizes of heads; none for those that a case has by itself
public record Selection(
        Collection<String> names, int maxTokens, int maxOwnTokens, List<Integer> batches, List<Integer> headDims) {
    /// All names, in the order of a report.
    public static final List<String> NAMES = Stream.of(
                    Problems.NAMES, Recurrences.NAMES, Lineups.NAMES, List.of(Coded.NAME))
            .flatMap(List::stream)
            .toList();

    public Selection {
        names = List.copyOf(names);
        batches = List.copyOf(batches);
        headDims = List.copyOf(headDims);
    }

    /// What is raced against peers.
    public List<Problem> problems() {
        return Problems.NAMES.stream()
                .filter(names::contains)
                .flatMap(name -> shapes().flatMap(
                                shape -> Problems.upTo(maxTokens, name).stream().map(shape)))
                .toList();
    }

    /// The recurrent layers that are raced, with sequences and sizes of their own.
    public List<Recurrence> recurrences() {
        return Recurrences.NAMES.stream()
                .filter(names::contains)
                .flatMap(name -> Recurrences.of(name, maxOwnTokens).stream())
                .toList();
    }

    /// What is raced among ours.
    public List<Lineup> lineups() {
        return Lineups.NAMES.stream()
                .filter(names::contains)
                .flatMap(name -> shapes().flatMap(
                                shape -> Lineups.of(name, maxOwnTokens).stream().map(lineup -> lineup.with(shape))))
                .toList();
    }

    /// What is raced of folded keys, with sizes of their own.
    public List<Coded> coded() {
        return names.contains(Coded.NAME) ? Coded.upTo(maxOwnTokens) : List.of();
    }

    /// Every number of sequences with every size of heads.
    private Stream<UnaryOperator<Problem>> shapes() {
        return batches.stream()
                .flatMap(batch -> sizesOfHeads().map(resized -> problem -> resized.apply(problem.withBatch(batch))));
    }

    private Stream<UnaryOperator<Problem>> sizesOfHeads() {
        return headDims.isEmpty()
                ? Stream.of(UnaryOperator.identity())
                : headDims.stream().map(headDim -> problem -> problem.withHeadDim(headDim));
    }
}
