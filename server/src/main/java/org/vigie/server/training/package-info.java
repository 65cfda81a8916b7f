/// An exercise: which events its simulated cameras really play, and what came of them at the desk.
@NullMarked
package org.vigie.server.training;

import org.jspecify.annotations.NullMarked;
