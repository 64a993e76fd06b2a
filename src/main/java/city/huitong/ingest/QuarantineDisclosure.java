package city.huitong.ingest;

import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Lets a sender have its wrong lines back, which are about people, and writes that it did. Implemented by {@code consent}. */
public interface QuarantineDisclosure {

    /** What is read, in the words of legal bases and of the trail. */
    String QUARANTINE = "quarantine";

    /**
     * Reads within a transaction. Fails with {@code no-legal-basis}.
     *
     * @param lines how many lines the answer holds
     */
    <T> Uni<T> toSender(UUID batch, Function<SqlTx, Uni<T>> read, ToIntFunction<T> lines);
}
