package org.eventgateway.plugin;

import java.io.Serial;

/**
 * A broken contract between gateway and plugin, or a plugin that cannot start. Expected failures of single events or calls are
 * values instead.
 */
public final class PluginException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    public PluginException(Reason reason) {
        super(reason.text());
        this.reason = reason;
    }

    public PluginException(Reason reason, Throwable cause) {
        super(reason.text(), cause);
        this.reason = reason;
    }

    /** Why, with a code and a category. */
    public Reason reason() {
        return reason;
    }
}
