package city.huitong.platform.graphql;

import city.huitong.platform.problem.Problem;
import graphql.execution.AbortExecutionException;

/** A query that is not executed because it would ask for too much. */
final class RefusedQuery extends AbortExecutionException {

    private final transient Problem problem;

    RefusedQuery(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
