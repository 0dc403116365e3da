/** Organizations (business units) and what belongs to them. Names are compared with their case. */
package org.eventgateway.sandbox.organization;
