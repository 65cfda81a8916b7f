package org.vigie.model;

import java.time.Instant;
import java.util.List;

/// What the eye says of one picture. It has no field that could name anybody.
///
/// @param at when the picture was taken
/// @param ticks the picture's media time, as in [AccessUnit#ticks]
/// @param learning the background is not known (yet, or again): signs mean nothing, and all is
///     masked
/// @param tracked tracks mean something: always where not learning, and while learning where a
///     detector follows who is there
/// @param tracks empty in [SightMode#MASK], and where not tracked
public record Observation(
    CameraId camera,
    Instant at,
    long ticks,
    boolean learning,
    boolean tracked,
    List<Track> tracks,
    SceneSigns signs,
    BlockMask mask) {

  /// @throws IllegalArgumentException if nothing is being learnt and nothing followed either
  public Observation {
    if (!learning && !tracked) {
      throw new IllegalArgumentException("untracked although nothing is being learnt");
    }
    tracks = List.copyOf(tracks);
  }

  /// One without a detector: nothing is followed while learning.
  public Observation(
      CameraId camera,
      Instant at,
      long ticks,
      boolean learning,
      List<Track> tracks,
      SceneSigns signs,
      BlockMask mask) {
    this(camera, at, ticks, learning, !learning, learning ? List.of() : tracks, signs, mask);
  }

  /// One without a detector, and no signs.
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
