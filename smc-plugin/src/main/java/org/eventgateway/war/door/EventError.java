package org.eventgateway.war.door;

import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * One event that was not taken, for the answer.
 *
 * @param index its place in the body, from 0
 * @param messageId its id, if it has one
 * @param reason why
 */
record EventError(int index, Optional<String> messageId, Reason reason) {}
