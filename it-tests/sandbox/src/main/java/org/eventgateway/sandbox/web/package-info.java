/** The sandbox as a web application: two servlets around the core, which is made when the application starts. */
package org.eventgateway.sandbox.web;
