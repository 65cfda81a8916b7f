/// The demo's places: what stands there, who passes when, what is armed, and the truth about it.
@NullMarked
package org.vigie.simulator.scene;

import org.jspecify.annotations.NullMarked;
