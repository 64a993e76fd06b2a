package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.Value;
import city.huitong.policy.BenefitPeriod.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy as it is law for some time: one of the written versions with the figures of that time.
 *
 * @param written which of the versions as written, from 0; figures with dates of their own make several slices of one
 * @param valid when
 * @param issued when it was decided, where that is known
 * @param params the figures of the law by name, already part of the compiled expressions
 * @param eligible who
 * @param benefit what
 */
public record PolicyVersion(
        int written,
        Validity valid,
        Optional<LocalDate> issued,
        Map<String, Value> params,
        Eligibility eligible,
        Benefit benefit) {

    public PolicyVersion {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
    }

    /** The first version as written, without a day of issue. */
    public PolicyVersion(Validity valid, Map<String, Value> params, Eligibility eligible, Benefit benefit) {
        this(0, valid, Optional.empty(), params, eligible, benefit);
    }

    /** Whether it became law for days before it was decided. */
    public boolean isRetroactive() {
        return issued.filter(day -> day.isAfter(valid.from())).isPresent();
    }

    /**
     * The periods of the benefit that had begun before this version was decided, and so were decided by another law: they are to
     * be decided again. In the order of time; the one in which it was decided is among them.
     */
    public List<Span> reopened() {
        var reopened = new ArrayList<Span>();
        var before = issued.orElse(valid.from());
        for (var day = valid.from(); day.isBefore(before) && valid.covers(day); ) {
            var span = benefit.period().containing(day);
            reopened.add(span);
            if (span.last().equals(LocalDate.MAX)) {
                break;
            }
            day = span.last().plusDays(1);
        }
        return List.copyOf(reopened);
    }

    /** What this slice says as 64 hexadecimal digits (SHA-256): period, figures, criteria and benefit. Computed on each call. */
    public String contentHash() {
        return VersionContent.hash(this);
    }

    /** Every expression of this version. */
    public Stream<Expression> expressions() {
        return Stream.concat(eligible.criteria().map(Eligibility.Criterion::when), benefit.expressions());
    }

    /** The names of the facts this version reads. Computed on each call: keep it where it is asked for often. */
    public Set<String> facts() {
        return expressions()
                .flatMap(expression -> expression.names().stream())
                .filter(FactVocabulary::isFact)
                .collect(Collectors.toUnmodifiableSet());
    }
}
