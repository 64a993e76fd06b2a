package city.huitong.platform.security;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a strong and fresh login before the method runs (RFC 9470), for example to approve a consent or to break the glass. A
 * caller without it gets {@code step-up-required} and the challenge that says what is missing, in REST and GraphQL alike.
 *
 * <p>Not Quarkus' own {@code @AuthenticationContext}: that one needs tokens to be verified after the method is known, and here
 * they are verified before anything else happens (ADR 0009).
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface StepUp {

    /** How many seconds ago the login may be. */
    @Nonbinding
    int maxAgeSeconds() default 300;
}
