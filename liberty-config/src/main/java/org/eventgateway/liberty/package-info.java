/**
 * What the first command of the README does after both servers run. Used by Maven alone; no server sees it.
 */
package org.eventgateway.liberty;
