package org.vigie.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the eye says of a picture beside its tracks.
///
/// @param resting empty in [SightMode#MASK], like `fires` and `motion`
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

  /// The part that needs no detection act.
  public SceneSigns healthOnly() {
    return new SceneSigns(List.of(), List.of(), Optional.empty(), troubles);
  }
}
