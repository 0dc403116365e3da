package org.eventgateway.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each class: whatever was asked of the sandbox so far keeps the contract. Registered for all classes by its service file. */
public final class ContractExtension implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        if (Sandbox.isRunning()) {
            Sandbox.smc().assertRequestsKeepTheContract();
        }
    }
}
