package org.eventgateway.smc.source.interaction;

/** What an unsubscription is called: the catalogue page and Segment's email spec differ. */
public enum UnsubscribeName {
    EMAIL_UNSUBSCRIBED("Email Unsubscribed"),
    UNSUBSCRIBED("Unsubscribed");

    private final String title;

    UnsubscribeName(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
