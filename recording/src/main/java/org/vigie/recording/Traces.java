package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.model.CameraId;

/// What is left of reels that were destroyed, looked for on every volume that is there.
///
/// @param files footage, masks and envelopes, relative to their volume
/// @param keys ids of reels whose key is still there
/// @param away names of volumes that are not there now, so that nobody could look
public record Traces(List<String> files, List<String> keys, List<String> away) {

  public Traces {
    files = List.copyOf(files);
    keys = List.copyOf(keys);
    away = List.copyOf(away);
  }

  /// A reel that was destroyed, as the ledger tells of it.
  ///
  /// @param start when its first picture was taken: says where its file lay
  public record Destroyed(String reel, CameraId camera, Instant start) {}

  static Traces of(Collection<Destroyed> reels, Volumes volumes, ReelKeys keys) throws IOException {
    var files = new ArrayList<String>();
    var keysLeft = new ArrayList<String>();
    var away = new ArrayList<String>();
    for (var post : volumes.posts()) {
      var volume = post.volume();
      if (volume.isEmpty()) {
        away.add(post.name());
        continue;
      }
      for (var reel : reels) {
        var path = volume.get().reel(reel.camera(), reel.start(), reel.reel());
        Stream.of(path, Volume.masks(path), Volume.envelope(path))
            .filter(Files::exists)
            .forEach(left -> files.add(volume.get().folder().relativize(left).toString()));
      }
    }
    for (var reel : reels) {
      if (keys.find(reel.reel()).isPresent()) {
        keysLeft.add(reel.reel());
      }
    }
    return new Traces(files, keysLeft, away);
  }
}
