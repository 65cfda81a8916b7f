package org.vigie.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the eye says of a picture beside its tracks.
///
/// @param resting empty where it was not asked for, like `fires` and `motion`; see [SightTask]
/// @param motion absent where the eye did not measure it
/// @param troubles said in either mode: they are about the camera
public record SceneSigns(
    List<Resting> resting,
    List<FireSign> fires,
    Optional<MotionGrid> motion,
    Set<ViewTrouble> troubles) {

  /// Nothing rests, burns or troubles.
  public static final SceneSigns NONE =
      new SceneSigns(List.of(), List.of(), Optional.empty(), Set.of());

  public SceneSigns {
    resting = List.copyOf(resting);
    fires = List.copyOf(fires);
    troubles = Set.copyOf(troubles);
  }

  /// The part that was asked for; troubles need no asking.
  public SceneSigns only(Set<SceneSign> asked) {
    return new SceneSigns(
        asked.contains(SceneSign.REST) ? resting : List.of(),
        fires.stream()
            .filter(fire -> asked.contains(fire.smoke() ? SceneSign.SMOKE : SceneSign.FLAME))
            .toList(),
        motion.filter(grid -> asked.contains(SceneSign.MOTION)),
        troubles);
  }
}
