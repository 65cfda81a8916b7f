package org.vigie.simulator.stage;

/// What a scripted scene is about.
public enum StageKind {
  DAY,
  NIGHT,
  RAIN,
  /// Branches sway before the camera.
  WIND,
  /// Cars with their lamps on, and their light on the ground.
  HEADLIGHTS,
  /// Low sun, and clouds whose edges cross the picture.
  SHADOWS,
  CROWD,
  /// People walk in, stand for a long while and walk on.
  STANDING,
  /// People in long dark coats, near the camera, at night.
  DARK_COATS,
  /// Somebody stands there from the first picture on, as people stand, and walks on at some time.
  FROM_THE_START,
  /// People who stand at the edge of the picture, half inside.
  AT_THE_EDGE,
  /// Somebody there from the first picture on who does not move at all before walking on.
  MOTIONLESS
}
