package org.eventgateway.smc.source.interaction;

/** The six events of the source (Segment catalogue: Selligent Marketing Cloud source). */
public enum EmailEvent {
    DELIVERED("Email Delivered"),
    OPENED("Email Opened"),
    CLICKED("Email Link Clicked"),
    SPAM("Email Marked as Spam"),
    BOUNCED("Email Bounced"),
    UNSUBSCRIBED("Email Unsubscribed");

    private final String title;

    EmailEvent(String title) {
        this.title = title;
    }

    /** The name as it stands in events, unless a setting changes it. */
    public String title() {
        return title;
    }
}
