package city.huitong.audit.api;

import city.huitong.audit.RecoverLog;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a recovery has done, as answered. */
@Schema(name = "LogRecovery", description = "What was done to bring the log back")
record RecoveryJson(
        @Schema(description = "The number of leaves from which the log goes on")
        long size,

        @Schema(description = "Which side had the checkpoint's tree")
        RecoverLog.Source source,

        @Schema(description = "How many bundles of 256 leaves were rebuilt on the other side")
        long repaired) {

    static RecoveryJson of(RecoverLog.Recovery recovery) {
        return new RecoveryJson(recovery.size(), recovery.source(), recovery.repaired());
    }
}
