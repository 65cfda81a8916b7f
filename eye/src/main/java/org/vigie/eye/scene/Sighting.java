package org.vigie.eye.scene;

import java.util.List;
import org.vigie.model.BlockMask;
import org.vigie.model.SceneSigns;
import org.vigie.model.Track;

/// What was made of one picture.
///
/// @param learning the background is not known: signs mean nothing
/// @param tracked tracks mean something: while learning only where a detector has made them
public record Sighting(
    boolean learning, boolean tracked, List<Track> tracks, SceneSigns signs, BlockMask mask) {

  public Sighting {
    tracks = List.copyOf(tracks);
  }
}
