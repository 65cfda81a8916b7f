package org.vigie.simulator.stage;

/// What a scene is about.
public enum Plot {
  INTRUSION,
  WRONG_WAY,
  LINE_COUNT,
  PERSON_DOWN,
  ABANDONED_OBJECT,
  CROWD_MOVEMENT,
  DENSITY,
  FIRE,
  /// What is taken for a lost thing or for a fall.
  STILL_LIFE,
  /// What is taken for a fire, and headlights, shadows, a queue.
  LIGHTS
}
