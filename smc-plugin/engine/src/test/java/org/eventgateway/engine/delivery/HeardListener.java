package org.eventgateway.engine.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/** Writes down in a few words what a listener hears. */
record HeardListener(List<String> heard) implements DeliveryListener {

    @Override
    public void sent(String connection, int events, Duration took) {
        heard.add("sent " + events);
    }

    @Override
    public void delivered(String connection, long events) {
        heard.add("delivered " + events);
    }

    @Override
    public void retried(String connection, int events, Reason reason) {
        heard.add("retried " + events + " " + reason.code());
    }

    @Override
    public void deadLettered(String connection, Reason reason) {
        heard.add("dead " + reason.code());
    }

    @Override
    public void stateChanged(String connection, DeliveryState state, Optional<Reason> reason) {
        heard.add(state + reason.map(each -> " " + each.code()).orElse(""));
    }
}
