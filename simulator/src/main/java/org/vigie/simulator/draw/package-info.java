/// A software renderer: traced backdrops, and moving figures drawn over them.
@NullMarked
package org.vigie.simulator.draw;

import org.jspecify.annotations.NullMarked;
