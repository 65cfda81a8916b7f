package org.vigie.model;

/// What the eye may look for beside tracks: each only where a rule asks for it.
public enum SceneSign {
  /// What came to rest, [SceneSigns#resting].
  REST,
  /// Flames, in [SceneSigns#fires].
  FLAME,
  /// Smoke, there too.
  SMOKE,
  /// How the picture moves, [SceneSigns#motion].
  MOTION
}
