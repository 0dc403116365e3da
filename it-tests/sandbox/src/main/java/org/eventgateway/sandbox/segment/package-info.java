/**
 * Segments of a list: static ones are sets of row numbers that can be loaded and emptied, dynamic and external ones are
 * only listed. A segment load never makes a contact (other integrators load the list first and the segment afterwards).
 */
package org.eventgateway.sandbox.segment;
