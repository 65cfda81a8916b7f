package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/// What is known of second copies of reels.
final class Copies {

  private Copies() {}

  /// A copy whose reel is nowhere is the reel from now on.
  ///
  /// @param volumes those that are there
  /// @return how many there were
  static int promote(SqlIndex index, List<Volume> volumes) throws IOException {
    int promoted = 0;
    for (var volume : volumes) {
      var orphans = index.copies().orphans(volume.id());
      if (orphans.isEmpty()) {
        continue;
      }
      var paths = new HashMap<String, Path>();
      for (var path : Volume.reels(volume.folder())) {
        paths.put(Volume.reelOf(path), path);
      }
      for (var reel : orphans) {
        var path = paths.get(reel);
        if (path != null && index.find(reel).isEmpty()) {
          var scan = ReelScan.quick(path);
          if (scan.parts().pictures() > 0) {
            index.put(ReelRow.of(volume.folder(), path, scan).on(volume.id()));
            index.copies().remove(reel, volume.id());
            promoted++;
          }
        }
      }
    }
    return promoted;
  }
}
