@NullMarked
package org.vigie.simulator.scene;

import org.jspecify.annotations.NullMarked;
