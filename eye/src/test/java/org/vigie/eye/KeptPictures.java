package org.vigie.eye;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vigie.model.AccessUnit;
import org.vigie.model.LiveViewer;
import org.vigie.model.VideoFormat;

/// Keeps all that a viewer of live pictures is given. Any thread.
final class KeptPictures implements LiveViewer {

  final List<VideoFormat> formats = new CopyOnWriteArrayList<>();
  final List<AccessUnit> units = new CopyOnWriteArrayList<>();
  final List<String> interruptions = new CopyOnWriteArrayList<>();

  @Override
  public void begin(VideoFormat format) {
    formats.add(format);
  }

  @Override
  public void accept(AccessUnit unit) {
    units.add(unit);
  }

  @Override
  public void interrupted(String reason) {
    interruptions.add(reason);
  }
}
