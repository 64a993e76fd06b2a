package city.huitong.matching;

import city.huitong.expression.Value;
import city.huitong.matching.WhatIf.Change;
import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.PolicyColumns;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyVersion;
import java.time.LocalDate;
import java.util.HashMap;
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

    private Change all = Change.NONE;

    CompareEverybody(Policy before, Policy after, LocalDate asOf, Optional<String> groupedBy) {
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

    private void add(Part part) {
        var was = new Law(before, part, asOf);
        var is = new Law(after, part, asOf);
        RoaringBitmap.or(was.eligible, is.eligible)
                .forEach((int row) -> add(
                        part,
                        row,
                        change -> change.with(was.entitles(row), is.entitles(row), was.fen(row), is.fen(row))));
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
