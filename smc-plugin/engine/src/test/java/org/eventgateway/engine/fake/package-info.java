/** Hand-made stand-ins that tests of the engine share: a store in memory, a scripted destination, a clock that stands still. */
package org.eventgateway.engine.fake;
