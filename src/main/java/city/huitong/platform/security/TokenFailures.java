package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.DPOP_INVALID;
import static city.huitong.platform.problem.PlatformProblem.ISSUER_UNAVAILABLE;
import static city.huitong.platform.problem.PlatformProblem.KEY_INVALID;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_AUDIENCE;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_EXPIRED;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_INVALID;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_SENDER_MISMATCH;

import city.huitong.platform.problem.Problem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/** Which problem it is that a token was not accepted. */
final class TokenFailures {

    private static final Logger LOG = Logger.getLogger(TokenFailures.class);

    private TokenFailures() {}

    /** The problem behind a failed verification. */
    static Problem problem(Throwable failure, PresentedToken token) {
        return first(failure, each -> each instanceof Problem problem ? problem : null)
                .or(() -> first(failure, TokenFailures::ofIssuer))
                .or(() -> first(failure, TokenFailures::ofToken))
                .orElseGet(() -> unexplained(failure, token));
    }

    /** The problem behind a key that was not accepted. */
    static Problem ofKey(Throwable failure) {
        return first(failure, each -> each instanceof Problem problem ? problem : null)
                .orElseGet(() -> {
                    LOG.warn("a key could not be looked up", whereOnly(failure));
                    return KEY_INVALID.because("it could not be looked up");
                });
    }

    /** What cannot even be read is refused; that should not happen and is worth a line. */
    static Problem unread(RuntimeException failure) {
        LOG.warn("a token could not be read", whereOnly(failure));
        return TOKEN_INVALID.because("it could not be read");
    }

    private static @Nullable Problem ofIssuer(Throwable failure) {
        return failure instanceof OIDCException
                ? ISSUER_UNAVAILABLE.because("its keys are not known yet; try again in a moment")
                : null;
    }

    private static @Nullable Problem ofToken(Throwable failure) {
        if (failure instanceof AuthenticationFailedException
                && String.valueOf(failure.getMessage()).endsWith("is not active")) {
            return TOKEN_INVALID.because("its issuer says that it holds no longer");
        }
        if (!(failure instanceof InvalidJwtException reason)) {
            return null;
        }
        if (reason.hasErrorCode(ErrorCodes.EXPIRED)) {
            return TOKEN_EXPIRED.because("ask the issuer for a new one");
        }
        if (reason.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || reason.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return TOKEN_AUDIENCE.because("its audience is not this hub");
        }
        return TOKEN_INVALID.because("it was tampered with, is not valid yet, or was issued by somebody else");
    }

    /** What nobody foresaw is refused as well: a token that cannot be verified is not accepted. */
    private static Problem unexplained(Throwable failure, PresentedToken token) {
        if (!(failure instanceof AuthenticationFailedException)) {
            LOG.warn("a token could not be verified", whereOnly(failure));
        }
        if (token.scheme() == PresentedToken.Scheme.DPOP) {
            return DPOP_INVALID.because("its signature, its address, its method or its token's hash is wrong");
        }
        return token.confirmations().isEmpty()
                ? TOKEN_INVALID.because("it could not be verified")
                : TOKEN_SENDER_MISMATCH.because("the connection has not the client certificate the token is bound to");
    }

    /** Messages of libraries may repeat what was sent, which no log may hold. */
    private static Throwable whereOnly(Throwable failure) {
        var where = new IllegalStateException(failure.getClass().getName());
        where.setStackTrace(failure.getStackTrace());
        return where;
    }

    private static Optional<Problem> first(Throwable failure, Function<Throwable, @Nullable Problem> kind) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            var problem = kind.apply(each);
            if (problem != null) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
