package org.vigie.model;

import java.time.Instant;
import java.util.List;

/// What the eye says of one picture. It has no field that could name anybody.
///
/// @param at when the picture was taken
/// @param ticks the picture's media time, as in [AccessUnit#ticks]
/// @param learning the background is not known (yet, or again): tracks and signs mean nothing
/// @param tracks empty in [SightMode#MASK]
public record Observation(
    CameraId camera,
    Instant at,
    long ticks,
    boolean learning,
    List<Track> tracks,
    SceneSigns signs,
    BlockMask mask) {

  public Observation {
    tracks = List.copyOf(tracks);
  }

  /// One with tracks and no signs.
  public Observation(
      CameraId camera,
      Instant at,
      long ticks,
      boolean learning,
      List<Track> tracks,
      BlockMask mask) {
    this(camera, at, ticks, learning, tracks, SceneSigns.NONE, mask);
  }
}
