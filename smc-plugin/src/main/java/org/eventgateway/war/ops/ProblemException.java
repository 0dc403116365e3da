package org.eventgateway.war.ops;

import java.io.Serial;

/** An operator's request that cannot be served. An answer and no fault here, so it has no stack trace. */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }

    static ProblemException notFound(String code, String detail) {
        return new ProblemException(new Problem(404, code, "Not found", detail));
    }

    static ProblemException badRequest(String code, String detail) {
        return new ProblemException(new Problem(400, code, "Bad request", detail));
    }
}
