package city.huitong.policy;

import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Expression;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A benefit or a duty of a kind of subject, with every version it has had.
 *
 * @param subject who it is about; a policy for persons may also read facts of their household
 * @param authority id of the department that answers for it
 * @param terms what it says beside who is entitled to what
 * @param versions in the order of time, without overlap
 * @param cases golden cases: what the authority says must come out
 */
public record Policy(
        PolicyId id,
        LocalizedText title,
        SubjectKind subject,
        String authority,
        List<LegalReference> legal,
        Automation automation,
        Terms terms,
        List<PolicyVersion> versions,
        List<GoldenCase> cases) {

    public Policy {
        legal = List.copyOf(legal);
        versions = List.copyOf(versions);
        cases = List.copyOf(cases);
    }

    /** A policy without further terms. */
    public Policy(
            PolicyId id,
            LocalizedText title,
            SubjectKind subject,
            String authority,
            List<LegalReference> legal,
            Automation automation,
            List<PolicyVersion> versions,
            List<GoldenCase> cases) {
        this(id, title, subject, authority, legal, automation, Terms.NONE, versions, cases);
    }

    /** The same policy when nothing of it was law yet. */
    public Policy withoutVersions() {
        return new Policy(id, title, subject, authority, legal, automation, List.of(), List.of());
    }

    /** The version that is law on a day, if any is. */
    public Optional<PolicyVersion> inForceOn(LocalDate day) {
        for (PolicyVersion version : versions) {
            if (version.valid().covers(day)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** The first day for which the law says something else than it did before; empty where it never does. */
    public Optional<LocalDate> saysOtherwiseFrom(Policy before) {
        return Stream.of(this, before)
                .flatMap(policy -> policy.versions().stream())
                .flatMap(version -> version.valid().turns())
                .sorted()
                .filter(day -> !isAlike(inForceOn(day), before.inForceOn(day)))
                .findFirst();
    }

    private static boolean isAlike(Optional<PolicyVersion> one, Optional<PolicyVersion> other) {
        return one.isPresent() && other.isPresent()
                ? VersionContent.sayTheSame(one.get(), other.get())
                : one.isEmpty() && other.isEmpty();
    }

    /** The names of the facts that any version or the terms read. Computed on each call: keep it where it is asked for often. */
    public Set<String> facts() {
        return Stream.concat(versions.stream().flatMap(version -> version.facts().stream()), terms.facts().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What must be known of an eligible subject before anything is granted: what, to whom, and under which key. */
    public Stream<Expression> needed(PolicyVersion version) {
        return Stream.concat(version.benefit().needed(), terms.once().stream().flatMap(ledger -> ledger.by().stream()));
    }
}
