/**
 * What a request to SMC must look like, written from the vendor's published material and from nothing else.
 *
 * <p>The client and the sandbox of this product were built from the same notes, so a misreading shared by both would
 * pass every test between them. This contract is the third reading: it shares no code and no types with either, and the
 * tests hold what the sandbox has recorded against it. Most of it is a JSON Schema, {@code smc-requests.schema.json},
 * that any tool can read; the few rules that need two parts of a request at once are Java. Where the vendor says
 * nothing, the contract takes the narrowest reading (no guessed parameters, names compared as written).
 */
@NullMarked
package org.eventgateway.smccontract;

import org.jspecify.annotations.NullMarked;
