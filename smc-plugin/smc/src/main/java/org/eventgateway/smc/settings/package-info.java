/**
 * The settings of the SMC destination: declared once, in {@link org.eventgateway.smc.settings.SmcSettings}, and turned here into what
 * the other packages take. Keys stand below {@code destination.<name>.}.
 *
 * <p>Decision: identify and group write a row and, once a user list or the traits of the call say where, a profile and a membership
 * as well; whoever lets SMC process the rows itself sets {@code identify-to} and {@code group-to} to {@code row}.
 */
package org.eventgateway.smc.settings;
