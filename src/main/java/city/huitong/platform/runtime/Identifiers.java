package city.huitong.platform.runtime;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** New identifiers: UUID version 7 (RFC 9562), which sort by time and so keep indexes dense. */
@ApplicationScoped
public class Identifiers {

    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    /** An identifier nobody has had before, later than all earlier ones of this process. */
    public UUID next() {
        return generator.generate();
    }
}
