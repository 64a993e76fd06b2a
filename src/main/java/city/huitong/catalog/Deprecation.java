package city.huitong.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Says that an open dataset will be withdrawn, so that those who use it have time to go elsewhere (RFC 9745, RFC 8594). It stays open until a
 * registration withdraws it.
 *
 * @param since the day, in the city, from which it should not be used for anything new
 * @param sunset the day from which it may be gone; not before {@code since}
 * @param successor the dataset to use instead
 */
public record Deprecation(LocalDate since, LocalDate sunset, Optional<DatasetId> successor) {}
