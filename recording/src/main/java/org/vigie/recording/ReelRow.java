package org.vigie.recording;

import java.nio.file.Path;
import org.vigie.model.CameraId;

/// What the index knows of a reel. Times as in [Micros].
///
/// @param path relative to the volume's folder
/// @param end when its last picture ended
/// @param expires when it must be destroyed
/// @param headerLength where part 0 begins
/// @param head the hash of its last part
/// @param closed whether it has its footer
/// @param volume the id of the volume that it was made on, or of the one where it is left
record ReelRow(
    String reel,
    CameraId camera,
    String path,
    String act,
    long start,
    long end,
    long expires,
    int headerLength,
    PartList parts,
    byte[] head,
    boolean closed,
    String volume) {

  static ReelRow of(Path folder, Path file, ReelScan scan) {
    var header = scan.header();
    return new ReelRow(
        header.reel(),
        header.camera(),
        folder.relativize(file).toString(),
        header.act(),
        Micros.of(header.start()),
        scan.parts().wallEnd(),
        Micros.of(header.expires()),
        scan.headerLength(),
        scan.parts(),
        scan.head(),
        scan.closed(),
        header.volume());
  }

  /// How many parts with pictures.
  int pictureParts() {
    return Math.max(0, parts.parts() - 1);
  }

  /// How much disk it takes, its footer and masks left out.
  long bytes() {
    return parts.end();
  }

  /// The same on another volume.
  ReelRow on(String other) {
    return new ReelRow(
        reel, camera, path, act, start, end, expires, headerLength, parts, head, closed, other);
  }

  Stretch stretch() {
    return Stretch.of(start, end, parts.pictures());
  }
}
