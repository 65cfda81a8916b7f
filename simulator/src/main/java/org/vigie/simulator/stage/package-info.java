/// Scenes that are scripted by a seed, to measure with: what passes before a camera, in which light
/// and weather, with the truth for every pixel.
@NullMarked
package org.vigie.simulator.stage;

import org.jspecify.annotations.NullMarked;
