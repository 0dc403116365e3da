/** The plugin for Selligent Marketing Cloud, found through {@link java.util.ServiceLoader}. */
package org.eventgateway.smc;
