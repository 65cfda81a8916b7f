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
    boolean closed) {

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
        scan.closed());
  }

  /// How many parts with pictures.
  int pictureParts() {
    return Math.max(0, parts.parts() - 1);
  }

  Stretch stretch() {
    return Stretch.of(start, end, parts.pictures());
  }
}
