/** What was asked and what was answered, for assertions of tests; bounded in entries and in bytes. Secrets never get in. */
package org.eventgateway.sandbox.journal;
