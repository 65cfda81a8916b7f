package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.CameraId;

/// Lines about one camera that belong into a journal. What the disk refuses stays in memory and is
/// tried again: unlike footage it is little. Used by the camera's flusher.
final class WaitingLines {

  private static final Logger LOG = System.getLogger(WaitingLines.class.getName());

  private final CameraId camera;
  private final Registrar registrar;
  private final List<Journal.Line> waiting = new ArrayList<>();
  private boolean refused;

  WaitingLines(CameraId camera, Registrar registrar) {
    this.camera = camera;
    this.registrar = registrar;
  }

  void add(Journal.Line line) {
    waiting.add(line);
  }

  /// Writes what waits to the journal of a volume, durably, and tells the index.
  void write(VolumePost post) {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      var volume = post.requireVolume();
      volume.journal().append(waiting);
      waiting.forEach(line -> registrar.line(volume.id(), line));
      waiting.clear();
      refused = false;
    } catch (IOException e) {
      // Said once: it is tried again several times a second.
      LOG.log(
          refused ? Level.DEBUG : Level.ERROR, camera + ": a gap is not written down yet: " + e);
      refused = true;
    }
  }
}
