/**
 * The gateway inside a plain Java program, without an application server. A program that has its own queue would take the SMC
 * plugin alone; this one takes the engine around it as well.
 */
package org.eventgateway.embedding;
