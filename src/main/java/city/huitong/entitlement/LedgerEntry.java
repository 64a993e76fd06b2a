package city.huitong.entitlement;

import city.huitong.policy.Ledger;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A grant to be entered in a ledger.
 *
 * @param key what it is counted under
 * @param ledger the ledger's name, stretch of time and how many it allows
 * @param on the day of the grant
 */
public record LedgerEntry(Holding holding, Ledger ledger, UUID key, LocalDate on) {}
