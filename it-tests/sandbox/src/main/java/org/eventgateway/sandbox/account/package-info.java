/**
 * Service accounts: who may call, from where, until when, and how often. Everything about access is answered alike, with
 * 401 and the JSON string {@code "Unauthorized"} (vendor reference: status table), so a caller cannot tell which rule it broke.
 */
package org.eventgateway.sandbox.account;
