/**
 * How a list of SMC is built: its fields, read from the remote system before anything is mapped.
 *
 * <p>Decision: names are matched ignoring case, because a SQL Server stands behind the lists, but sent as SMC spells them, so that
 * key fields and columns of one call agree letter by letter.
 */
package org.eventgateway.smc.list;
