package org.eventgateway.smc.source.interaction;

/**
 * What an operator can choose about the events.
 *
 * @param account tells the customer's SMC from others; may be empty
 * @param organization the name of SMC's organization
 * @param fields where values stand in records
 * @param codes what means which event
 * @param times how times are written
 * @param identity who an event is about without a user id
 * @param unsubscribeName what an unsubscription is called
 * @param includeEmail whether the address goes into the event's context
 */
public record InteractionRules(
        String account,
        String organization,
        FieldMapping fields,
        EventCodes codes,
        Times times,
        IdentityRule identity,
        UnsubscribeName unsubscribeName,
        boolean includeEmail) {}
