/** How faults, settings and the journal look as JSON in the sandbox's own control API. */
package org.eventgateway.sandbox.control;
