package city.huitong.audit.store;

import city.huitong.audit.AuditConfig;
import city.huitong.audit.LogKey;
import city.huitong.audit.VerifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The hub's own log: where it is and who signs it. */
@ApplicationScoped
class LogFiles {

    private final LogFolder folder;
    private final LogWriter writer;
    private final VerifierKey key;

    LogFiles(AuditConfig config) {
        var signing = new LogKey(config.origin(), config.signingKey());
        var former = config.formerKeys().orElse(List.of()).stream()
                .map(VerifierKey::parse)
                .toList();
        this.folder = new LogFolder(config.logFolder());
        this.writer = new LogWriter(folder, signing, former);
        this.key = signing.verifier();
    }

    LogFolder folder() {
        return folder;
    }

    LogWriter writer() {
        return writer;
    }

    VerifierKey key() {
        return key;
    }
}
