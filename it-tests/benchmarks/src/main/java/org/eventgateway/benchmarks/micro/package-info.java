/** The product's own parts alone, under JMH. What each figure means stands in the package above. */
package org.eventgateway.benchmarks.micro;
