package com.example.webhook;

import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.testkit.PluginContract;

final class WebhookPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new WebhookPlugin();
    }
}
