package city.huitong.embedded.demo;

import java.time.LocalDate;

/**
 * An enterprise that does not exist.
 *
 * @param code the unified social credit code
 * @param size micro, small, medium or large, by the official words
 * @param smallScale pays VAT as a small-scale payer
 * @param insured has staff insured against unemployment
 * @param honest rarely breaks tax law
 */
record Firm(
        int index,
        String code,
        String name,
        int staff,
        String size,
        String industry,
        LocalDate established,
        boolean smallScale,
        boolean insured,
        boolean honest) {}
