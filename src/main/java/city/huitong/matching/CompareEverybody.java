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
        var old = PolicyColumns.of(before, part.segment(), asOf);
        var now = PolicyColumns.of(after, part.segment(), asOf);
        var was = before.inForceOn(asOf);
        var is = after.inForceOn(asOf);
        var had = eligible(before, old, was, part);
        var has = eligible(after, now, is, part);
        RoaringBitmap.or(had, has).forEach((int row) -> {
            var fenBefore = had.contains(row) ? fen(old, was, row) : 0;
            var fenAfter = has.contains(row) ? fen(now, is, row) : 0;
            add(part, row, change -> change.with(had.contains(row), has.contains(row), fenBefore, fenAfter));
        });
    }

    private void add(Part part, int row, java.util.function.UnaryOperator<Change> one) {
        all = one.apply(all);
        groupedBy
                .flatMap(fact -> Optional.ofNullable(part.segment().facts(row).value(fact)))
                .map(CompareEverybody::text)
                .ifPresent(group -> groups.merge(group, one.apply(Change.NONE), (known, _) -> one.apply(known)));
    }

    private static RoaringBitmap eligible(
            Policy policy, PolicyColumns columns, Optional<PolicyVersion> version, Part part) {
        return version.map(law -> columns.decide(policy, law, part.rows()).eligible())
                .orElseGet(RoaringBitmap::new);
    }

    private static long fen(PolicyColumns columns, Optional<PolicyVersion> version, int row) {
        return version.map(law -> columns.amount(law.benefit(), row)).orElse(0L);
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
