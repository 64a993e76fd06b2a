package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Value;
import city.huitong.matching.WhatIf.Change;
import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.PolicyColumns;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/** Holds two policies against everybody and counts who is treated differently. Computes; for worker threads. */
final class CompareEverybody {

    private final Policy before;
    private final Policy after;
    private final LocalDate asOf;
    private final Optional<String> groupedBy;

    /** Whoever has these values of the fact that groups are made by, and what changes for them. */
    private final Map<String, Change> groups = new HashMap<>();

    private final Chosen chosen;

    private Change all = Change.NONE;

    CompareEverybody(Policy before, Policy after, LocalDate asOf, Optional<String> groupedBy) {
        this(before, after, asOf, groupedBy, 0);
    }

    /**
     * Compares.
     *
     * @param samples how many of each change are chosen, at most
     */
    CompareEverybody(Policy before, Policy after, LocalDate asOf, Optional<String> groupedBy, int samples) {
        this.chosen = new Chosen(samples);
        this.before = before;
        this.after = after;
        this.asOf = asOf;
        this.groupedBy = groupedBy;
    }

    WhatIf of(List<Part> everybody) {
        everybody.forEach(this::add);
        var subjects = everybody.stream()
                .mapToLong(part -> part.rows().getLongCardinality())
                .sum();
        return new WhatIf(before.id(), asOf, subjects, all, groups);
    }

    /** Some of those for whom something changes, of changes about enough subjects to be told. */
    Chosen chosen() {
        return chosen;
    }

    private void add(Part part) {
        var was = new Law(before, part, asOf);
        var is = new Law(after, part, asOf);
        RoaringBitmap.or(was.eligible, is.eligible).forEach((int row) -> {
            add(part, row, change -> change.with(was.entitles(row), is.entitles(row), was.fen(row), is.fen(row)));
            chosen.look(part, row, was, is);
        });
    }

    /** The first of each change, in the order of their pseudonyms, which says nothing about them. */
    static final class Chosen {

        private final int most;
        private final Map<String, List<SubjectId>> byChange = new LinkedHashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();

        private Chosen(int most) {
            this.most = most;
        }

        private void look(Part part, int row, Law was, Law is) {
            if (most > 0) {
                change(was, is, row).ifPresent(change -> add(change, part, row));
            }
        }

        private void add(String change, Part part, int row) {
            counts.merge(change, 1, Integer::sum);
            var some = byChange.computeIfAbsent(change, _ -> new ArrayList<>());
            if (some.size() < most) {
                some.add(part.segment().subject(row));
            }
        }

        private static Optional<String> change(Law was, Law is, int row) {
            if (was.entitles(row) != is.entitles(row)) {
                return Optional.of(is.entitles(row) ? "gain" : "lose");
            }
            var difference = Long.compare(is.fen(row), was.fen(row));
            return difference == 0 ? Optional.empty() : Optional.of(difference > 0 ? "more" : "less");
        }

        /** Their change, by subject; how few there are of a change that is not told would follow from its samples. */
        Map<SubjectId, String> changes() {
            var changes = new LinkedHashMap<SubjectId, String>();
            byChange.forEach((change, subjects) -> {
                if (SmallCells.told(counts.getOrDefault(change, 0)).isPresent()) {
                    subjects.forEach(subject -> changes.put(subject, change));
                }
            });
            return changes;
        }
    }

    /** One of the two policies, held against a part of everybody. */
    private static final class Law {

        private final PolicyColumns columns;
        private final Optional<PolicyVersion> version;
        private final RoaringBitmap eligible;

        Law(Policy policy, Part part, LocalDate asOf) {
            this.columns = new PolicyColumns(part.segment(), policy, asOf);
            this.version = policy.inForceOn(asOf);
            this.eligible = version.map(law -> columns.decide(law, part.rows()).eligible())
                    .orElseGet(RoaringBitmap::new);
        }

        boolean entitles(int row) {
            return eligible.contains(row);
        }

        long fen(int row) {
            return entitles(row) ? version.map(law -> columns.amount(law, row)).orElse(0L) : 0;
        }
    }

    private void add(Part part, int row, UnaryOperator<Change> one) {
        all = one.apply(all);
        groupedBy
                .flatMap(fact -> Optional.ofNullable(part.segment().facts(row).value(fact)))
                .map(CompareEverybody::text)
                .ifPresent(group -> groups.merge(group, one.apply(Change.NONE), (known, _) -> one.apply(known)));
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Bool(boolean holds) -> String.valueOf(holds);
            case Value.Int(long number) -> String.valueOf(number);
            case Value.Text(String text) -> text;
            case Value.Money _, Value.Num _, Value.Day _ ->
                throw new IllegalArgumentException("no groups by " + value.type());
        };
    }
}
