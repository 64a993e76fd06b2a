package city.huitong.platform.security;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;

/** Holds methods with {@link StepUp} to it. Runs after the check of roles, so that who may not do it at all is told so. */
@StepUp
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE + 500)
class StepUpInterceptor {

    private final Caller caller;

    StepUpInterceptor(Caller caller) {
        this.caller = caller;
    }

    @AroundInvoke
    Object check(InvocationContext invocation) throws Exception {
        var asked = invocation.getInterceptorBinding(StepUp.class);
        caller.mustHaveSteppedUp(Duration.ofSeconds(asked.maxAgeSeconds()));
        return invocation.proceed();
    }
}
