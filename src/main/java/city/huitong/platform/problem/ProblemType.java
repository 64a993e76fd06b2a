package city.huitong.platform.problem;

import java.util.Locale;

/**
 * One kind of refusal. Each feature lists its own in one enum, so that the answers a feature can give are seen in one file.
 * The code is the same in REST (RFC 9457 {@code type} and {@code code}), GraphQL ({@code extensions.code}) and rejections.
 */
public interface ProblemType {

    /** Stable machine-readable code in kebab case, for example {@code dataset-not-found}. */
    String code();

    /** HTTP status from 400 to 599. */
    int status();

    /** Short title in English that never varies. */
    String title();

    /** The code of an enum constant: {@code DATASET_NOT_FOUND} is {@code dataset-not-found}. */
    static String slug(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A problem of this type about this case. The detail must hold no personal data. */
    default Problem because(String detail) {
        return Problem.of(this, detail);
    }
}
