package city.huitong.policy;

import java.util.Optional;

/**
 * Where a policy's rule comes from.
 *
 * @param doc name and number of the document
 * @param article article or section in it
 * @param source where it was read, if not in the document itself
 * @param check what a person must still compare with the official text; empty when everything was
 */
public record LegalReference(String doc, Optional<String> article, Optional<String> source, Optional<String> check) {}
