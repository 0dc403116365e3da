package org.eventgateway.smc.source.interaction;

/** Who an event is about when SMC does not say the user id. */
public enum IdentityRule {
    /** The SHA-256 of the lower-cased address; without an address, an id made of SMC's record id. */
    HASHED_EMAIL,
    /** The address itself, as older Selligent sources did; without one, an id made of SMC's record id. */
    PLAIN_EMAIL,
    /** Nobody: such a record is refused. */
    REFUSE
}
