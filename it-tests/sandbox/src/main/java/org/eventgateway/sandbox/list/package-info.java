/**
 * Lists and their fields: what a list is, and the operations on its metadata. How rows get in and out is in {@code load}
 * and {@code search}.
 */
package org.eventgateway.sandbox.list;
