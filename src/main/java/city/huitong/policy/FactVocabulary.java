package city.huitong.policy;

import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Scope;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The words a policy may use: which facts the city has, and of which type. The catalogue supplies it.
 *
 * @param types fact name with the kind of its subject ({@code person.birth}) to type
 * @param links facts that hold no value but the pseudonym of another subject: a household, an enterprise
 */
public record FactVocabulary(Map<String, ValueType> types, Set<String> links) {

    /** The name under which expressions see the day that is asked about. */
    public static final String AS_OF = "asOf";

    private static final String PARAMS = "params.";

    public FactVocabulary {
        types = Collections.unmodifiableMap(new TreeMap<>(types));
        links = Collections.unmodifiableSet(new TreeSet<>(links));
    }

    /** Facts, none of them a link. */
    public FactVocabulary(Map<String, ValueType> types) {
        this(types, Set.of());
    }

    /** The facts of this kind of subject that link to another one, sorted. */
    Set<String> linksOf(SubjectKind subject) {
        return links.stream()
                .filter(fact -> fact.startsWith(subject.word() + "."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a name in an expression means a fact, not the day asked about and not a parameter. */
    public static boolean isFact(String name) {
        return !name.equals(AS_OF) && !name.startsWith(PARAMS);
    }

    /** The type of a fact that a policy for this kind of subject may read; empty if there is none it may. */
    public Optional<ValueType> typeOf(String fact, SubjectKind reader) {
        return mayRead(reader, fact) ? Optional.ofNullable(types.get(fact)) : Optional.empty();
    }

    /** Everything an expression in a policy for this kind of subject may name. */
    public Scope scope(SubjectKind reader, Map<String, Value> params) {
        var scope = Scope.builder().variable(AS_OF, ValueType.DATE);
        types.forEach((name, type) -> {
            if (mayRead(reader, name)) {
                scope.variable(name, type);
            }
        });
        params.forEach((name, value) -> scope.constant(PARAMS + name, value));
        return scope.build();
    }

    private static boolean mayRead(SubjectKind reader, String fact) {
        boolean own = fact.startsWith(reader.word() + ".");
        return own || (reader == SubjectKind.PERSON && fact.startsWith(SubjectKind.HOUSEHOLD.word() + "."));
    }
}
