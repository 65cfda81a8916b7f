package org.vigie.recording;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.VideoFormat;

/// Some key pictures of a stretch, clear, in order of time, with the block masks that hold for
/// each.
///
/// @param known of all pictures; absent where there are none. Pictures of another format are left
///     out
/// @param pictures each decodes by itself
public record Glimpses(
    @Nullable VideoFormat known, List<AccessUnit> pictures, List<BlockMask> masks) {

  static final Glimpses NONE = new Glimpses(null, List.of(), List.of());

  public Glimpses {
    pictures = List.copyOf(pictures);
    masks = List.copyOf(masks);
  }

  /// The format of all pictures; empty where there are none.
  public Optional<VideoFormat> format() {
    return Optional.ofNullable(known);
  }

  Glimpses with(List<BlockMask> theirs) {
    return new Glimpses(known, pictures, theirs);
  }
}
