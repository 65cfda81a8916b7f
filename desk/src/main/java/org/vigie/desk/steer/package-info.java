/// Cameras that people steer: who holds one, what rests meanwhile, and the way back.
@NullMarked
package org.vigie.desk.steer;

import org.jspecify.annotations.NullMarked;
