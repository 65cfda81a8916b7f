package org.vigie.model;

import java.util.EnumSet;
import java.util.Set;

/// What the eye is asked to look for before a camera. It looks for nothing else.
///
/// @param signs none but in [SightMode#WATCH]
public record SightTask(SightMode mode, Set<SceneSign> signs) {

  /// Masks, and how the camera sees.
  public static final SightTask MASK = new SightTask(SightMode.MASK, Set.of());

  /// Nothing: pictures are covered whole.
  public static final SightTask WHOLE = new SightTask(SightMode.WHOLE, Set.of());

  /// @throws IllegalArgumentException if signs are asked for but in [SightMode#WATCH]
  public SightTask {
    signs = Set.copyOf(signs);
    if (mode != SightMode.WATCH && !signs.isEmpty()) {
      throw new IllegalArgumentException("signs need tracks: " + signs);
    }
  }

  /// Tracks too, and these signs.
  public static SightTask watch(Set<SceneSign> signs) {
    return new SightTask(SightMode.WATCH, signs);
  }

  /// In [SightMode#WATCH] every sign.
  public static SightTask all(SightMode mode) {
    return switch (mode) {
      case MASK -> MASK;
      case WHOLE -> WHOLE;
      case WATCH -> watch(EnumSet.allOf(SceneSign.class));
    };
  }
}
