package city.huitong.policy;

import city.huitong.catalog.LocalizedText;
import city.huitong.expression.Expression;
import city.huitong.expression.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is entitled: a tree whose leaves are named criteria, so that every answer can say which of them decided it. */
public sealed interface Eligibility {

    /** Every part must hold. */
    record AllOf(List<Eligibility> of) implements Eligibility {
        public AllOf {
            of = parts(of);
        }
    }

    /** One part must hold. */
    record AnyOf(List<Eligibility> of) implements Eligibility {
        public AnyOf {
            of = parts(of);
        }
    }

    /** No part may hold. */
    record NoneOf(List<Eligibility> of) implements Eligibility {
        public NoneOf {
            of = parts(of);
        }
    }

    /**
     * A number of the parts must hold.
     *
     * @param k how many, from 1 to the number of parts
     */
    record AtLeast(int k, List<Eligibility> of) implements Eligibility {
        public AtLeast {
            of = parts(of);
            if (k < 1 || k > of.size()) {
                throw new IllegalArgumentException("at least 1 and at most all of the parts");
            }
        }
    }

    /**
     * One named condition.
     *
     * @param id unique within its version
     * @param when a compiled expression of type bool
     * @param text the condition in words for people
     * @param legal the section it comes from, in the policy's legal references
     */
    record Criterion(String id, Expression when, LocalizedText text, Optional<String> legal) implements Eligibility {
        public Criterion {
            if (when.type() != ValueType.BOOL) {
                throw new IllegalArgumentException("a criterion is true or false");
            }
        }
    }

    /** The named criteria below this part, in the order of the document. */
    default Stream<Criterion> criteria() {
        return switch (this) {
            case Criterion criterion -> Stream.of(criterion);
            case AllOf(var of) -> of.stream().flatMap(Eligibility::criteria);
            case AnyOf(var of) -> of.stream().flatMap(Eligibility::criteria);
            case NoneOf(var of) -> of.stream().flatMap(Eligibility::criteria);
            case AtLeast atLeast -> atLeast.of().stream().flatMap(Eligibility::criteria);
        };
    }

    private static List<Eligibility> parts(List<Eligibility> of) {
        if (of.isEmpty()) {
            throw new IllegalArgumentException("a group of criteria has at least one part");
        }
        return List.copyOf(of);
    }
}
