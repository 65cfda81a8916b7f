package org.vigie.model;

import java.io.IOException;
import java.util.List;

/// Makes masked copies of recorded footage: decodes, pixelates what the block masks say, encodes
/// again. Work of the native process; safe for any thread.
public interface MaskedCopies {

  /// A masked copy of `footage`, at its own frame rate, with the same ticks and wall times.
  ///
  /// @param units begin with a key frame; at most two minutes
  /// @param masks in order of time; a picture before the first mask, or more than two seconds after
  ///     the last one before it, is masked whole
  /// @param edits what a person changed by hand, on the ticks of `units`
  /// @throws IOException if the native process is not there or died over it; the message is for
  ///     people
  Copy mask(VideoFormat format, List<AccessUnit> units, List<BlockMask> masks, MaskEdits edits)
      throws IOException;

  /// The same with nothing changed by hand.
  default Copy mask(VideoFormat format, List<AccessUnit> units, List<BlockMask> masks)
      throws IOException {
    return mask(format, units, masks, MaskEdits.NONE);
  }

  /// Masked footage.
  record Copy(VideoFormat format, List<AccessUnit> units) {
    public Copy {
      units = List.copyOf(units);
    }
  }
}
