package org.vigie.app;

import java.io.IOException;
import java.util.List;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveViewer;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskedCopies;
import org.vigie.model.VideoFormat;

/// Stands where the eyes would in a town that runs none: no picture can be masked, so none is
/// shown.
final class NoSight implements LivePictures, MaskedCopies {

  private static final String WHY =
      "This Vigie runs no eye (sight.eyes is 0), so no picture can be masked and none is shown.";

  @Override
  public Lease watch(CameraId camera, LiveViewer viewer, LivePace pace) {
    viewer.interrupted(WHY);
    return () -> {};
  }

  @Override
  public Copy mask(
      VideoFormat format, List<AccessUnit> units, List<BlockMask> masks, MaskEdits edits)
      throws IOException {
    throw new IOException(WHY);
  }
}
