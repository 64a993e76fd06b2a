package city.huitong.audit.store;

import city.huitong.audit.NotVerified;
import java.io.IOException;
import java.util.Optional;

/** Halts the log when something does not fit, and lets nothing be done while it is halted. Blocks. */
final class LogGuard {

    private final LogFolder folder;
    private final LogStatus status;

    LogGuard(LogFolder folder, LogStatus status) {
        this.folder = folder;
        this.status = status;
    }

    /** Work that finds out whether the log fits together. */
    interface Check<T> {
        T get() throws IOException;
    }

    /** The result; empty when the log is halted, or was by this very check. */
    <T> Optional<T> checked(Check<T> check) throws IOException {
        var halted = folder.halted();
        if (halted.isPresent()) {
            status.halted(halted.get());
            return Optional.empty();
        }
        try {
            return Optional.of(check.get());
        } catch (NotVerified failure) {
            halt(failure.what());
            return Optional.empty();
        }
    }

    private void halt(String why) throws IOException {
        status.halted(why);
        folder.halt(why);
    }
}
