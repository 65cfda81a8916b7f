@org.jspecify.annotations.NullMarked
package org.vigie.simulator.stage;
