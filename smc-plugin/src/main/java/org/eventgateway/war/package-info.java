/** The shell as a whole: the running gateway and its doors, before any server comes into play. */
package org.eventgateway.war;
