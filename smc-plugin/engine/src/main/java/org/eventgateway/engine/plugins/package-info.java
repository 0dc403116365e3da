/** Plugins: which are there, whether they fit this gateway, and which destination or source a name stands for. */
package org.eventgateway.engine.plugins;
