package org.vigie.simulator.draw;

import java.util.List;

/// What one picture shows beside the empty place.
///
/// @param gain how bright the light is just then, about 1
/// @param wet how much the ground mirrors what stands on it, 0 to 1
/// @param rain streaks of falling rain in the picture
public record Shot(List<Body> bodies, List<Glow> glows, double gain, double wet, int rain) {

  public Shot {
    bodies = List.copyOf(bodies);
    glows = List.copyOf(glows);
  }
}
