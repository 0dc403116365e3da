/** Finding records by filters, in a whole list or in one segment. All filters must hold; text compares without case. */
package org.eventgateway.sandbox.search;
