package org.vigie.eye.scene;

import java.util.List;

/// What a detector was asked of one picture, and said; in pixels of the small picture.
///
/// @param parts left, top, right, bottom of each part that was looked at
record Glance(List<double[]> parts, List<Thing> things) {

  /// Nothing was asked.
  static final Glance NONE = new Glance(List.of(), List.of());

  /// A thing that reaches this far out of a part would still have been found.
  private static final double SLACK = 1;

  Glance {
    parts = List.copyOf(parts);
    things = List.copyOf(things);
  }

  /// Whether a box was looked at as a whole.
  boolean covers(double[] box) {
    return parts.stream().anyMatch(part -> holds(part, box));
  }

  static boolean holds(double[] part, double[] box) {
    return box[0] >= part[0] - SLACK
        && box[1] >= part[1] - SLACK
        && box[2] <= part[2] + SLACK
        && box[3] <= part[3] + SLACK;
  }
}
