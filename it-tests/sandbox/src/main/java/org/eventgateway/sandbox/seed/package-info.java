/** The initial state, as a JSON document: accounts and organizations with their lists, segments, journeys and records. */
package org.eventgateway.sandbox.seed;
