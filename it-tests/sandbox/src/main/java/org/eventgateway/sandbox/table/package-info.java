/**
 * Rows of a list, typed as SMC's fields are and keyed as SQL Server would: comparing text ignores case and trailing
 * blanks. Types are checked more strictly than the vendor may do, because the public documents do not say what is
 * converted; what passes here passes there.
 */
package org.eventgateway.sandbox.table;
