package city.huitong.opendata.api;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.function.Supplier;

/** Refusals of questions name parameters of REST; in GraphQL these are arguments of a field, some by another name. */
final class ArgumentPlaces {

    private static final Map<String, String> ARGUMENTS = Map.of(
            "?limit", "first",
            "?cursor", "after",
            "?order_by", "orderBy",
            "?group_by", "groupBy");

    private ArgumentPlaces() {}

    /** The answer; a refusal of it names arguments. */
    static <T> Uni<T> in(Supplier<Uni<T>> answer) {
        return Uni.createFrom()
                .deferred(answer::get)
                .onFailure()
                .transform(failure -> failure instanceof Problem problem ? in(problem) : failure);
    }

    private static Problem in(Problem problem) {
        return problem.with(
                problem.violations().stream().map(ArgumentPlaces::in).toList());
    }

    private static Violation in(Violation violation) {
        var place = violation.pointer();
        var argument = ARGUMENTS.getOrDefault(place, place.startsWith("?") ? place.substring(1) : place);
        return new Violation(argument, violation.code(), violation.detail(), violation.line());
    }
}
