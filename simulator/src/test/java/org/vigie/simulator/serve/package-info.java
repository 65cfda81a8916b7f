@NullMarked
package org.vigie.simulator.serve;

import org.jspecify.annotations.NullMarked;
