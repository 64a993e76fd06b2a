package city.huitong.audit;

/** What was done. The names are part of the leaves and so never change. */
public enum AuditKind {
    /** Personal or enterprise data was read. */
    READ,
    /** A read was refused. */
    REFUSED,
    /** A consent was given, narrowed, paused, revoked or has ended. */
    CONSENT_CHANGED,
    /** Who may read was changed in another way: a role, a client, a legal basis. */
    ACCESS_CHANGED,
    /** Somebody was allowed to read without consent for a short time, by two people's decision. */
    BREAK_GLASS,
    /** The law in the hub was changed, or was proposed to be: a policy was proposed, checked, approved, rejected or taken back. */
    POLICY_CHANGED,
    /** The department that answers for a policy did something with a subject's entitlement: it suspended, resumed or paid. */
    ENTITLEMENT_MOVED,
    /** A rule of the log itself was decided: a delay, the end of a subject's link, a recovery. */
    LOG_RULE
}
