package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.media.MediaException;
import org.vigie.media.mp4.Mp4Reader;
import org.vigie.model.CameraId;

/// Adds up what an audit reads.
final class AuditTally {

  private final long until;
  private final Map<CameraId, Sum> sums = new TreeMap<>();
  private final Map<String, ReelRow> reels = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();

  AuditTally(long until) {
    this.until = until;
  }

  private static final class Sum {
    final List<Stretch> recorded = new ArrayList<>();
    final List<Stretch> deleted = new ArrayList<>();
    final List<Journal.Line.GapFrom> begins = new ArrayList<>();
    long parts;
    long bytes;
    long accessUnits;
    long unreadableParts;
    long indexMismatches;
  }

  boolean isDeleted(String reel) {
    return deleted.contains(reel);
  }

  void add(Journal.Line line) {
    var sum = sum(line.camera());
    switch (line) {
      case Journal.Line.GapFrom gap -> sum.begins.add(gap);
      case Journal.Line.Deleted(var camera, var from, var to, var reel) -> {
        sum.deleted.add(Stretch.of(Micros.of(from), Micros.of(to), 0));
        deleted.add(reel);
      }
      case Journal.Line.Folded(var camera, var from, var to, var reels) ->
          sum.deleted.add(Stretch.of(Micros.of(from), Micros.of(to), 0));
    }
  }

  /// Reads a whole reel.
  ///
  /// @param volume the id of the volume that it lies on
  void add(Path folder, Path path, String volume, ReelKeys keys) throws IOException {
    var reel = Volume.reelOf(path);
    var key = keys.find(reel);
    var opening = new Opening(key.orElse(null));
    var scan = ReelScan.whole(path, opening);
    var header = scan.header();
    opening.check(scan);
    var sum = sum(header.camera());
    var read = ReelRow.of(folder, path, scan).on(volume);
    sum.bytes += Files.size(path);
    if (Files.exists(Volume.masks(path))) {
      sum.bytes += Files.size(Volume.masks(path));
    }
    sum.accessUnits += opening.accessUnits;
    sum.parts += Math.max(0, read.pictureParts() - opening.unreadable);
    sum.unreadableParts += opening.unreadable + lostParts(path, scan);
    if (scan.parts().pictures() > 0) {
      sum.recorded.add(read.stretch());
      if (scan.closed()) {
        reels.put(reel, read);
      }
    }
  }

  /// Parts that a closed reel's footer lists and that cannot be followed to.
  private static int lostParts(Path path, ReelScan scan) throws IOException {
    return scan.closed() ? ReelScan.quick(path).parts().parts() - scan.parts().parts() : 0;
  }

  void compare(List<ReelRow> index) {
    var missing = new HashMap<>(reels);
    for (var row : index) {
      var read = missing.remove(row.reel());
      boolean same =
          read == null
              ? !row.closed()
              : row.closed()
                  && row.camera().equals(read.camera())
                  && row.path().equals(read.path())
                  && row.volume().equals(read.volume())
                  && row.expires() == read.expires()
                  && Arrays.equals(row.head(), read.head())
                  && Arrays.equals(row.parts().encode(), read.parts().encode());
      if (!same) {
        sum(row.camera()).indexMismatches++;
      }
    }
    missing.values().forEach(read -> sum(read.camera()).indexMismatches++);
  }

  List<Audit.Camera> cameras() {
    return sums.entrySet().stream().map(e -> camera(e.getKey(), e.getValue())).toList();
  }

  private Audit.Camera camera(CameraId id, Sum sum) {
    long first = until;
    for (var stretch : sum.recorded) {
      first = Math.min(first, stretch.from());
    }
    for (var stretch : sum.deleted) {
      first = Math.min(first, stretch.from());
    }
    for (var begin : sum.begins) {
      first = Math.min(first, Micros.of(begin.from()));
    }
    var begins = new ArrayList<>(sum.begins);
    begins.sort(Comparator.comparing(Journal.Line.GapFrom::from));
    // Footage that reaches to within its tolerance of `until` reaches it.
    long end = until;
    for (var stretch : sum.recorded) {
      if (stretch.to() < until && until - stretch.to() < stretch.tolerance()) {
        end = Math.min(end, stretch.to());
      }
    }
    var timeline = Timelines.of(id, first, Math.max(first, end), sum.recorded, sum.deleted, begins);
    return new Audit.Camera(
        id,
        timeline.recordedLength(),
        timeline.gaps(),
        sum.parts,
        sum.bytes,
        sum.accessUnits,
        sum.unreadableParts,
        sum.indexMismatches);
  }

  private Sum sum(CameraId camera) {
    return sums.computeIfAbsent(camera, c -> new Sum());
  }

  /// Opens the parts of one reel as they are read.
  private static final class Opening implements ReelScan.Visitor {

    private final byte @Nullable [] key;
    private final ReelCipher cipher = new ReelCipher();
    private byte[] headerHash = {};
    long accessUnits;
    int unreadable;

    Opening(byte @Nullable [] key) {
      this.key = key;
    }

    @Override
    public void part(PartFrame frame, byte[] bytes) {
      if (frame.number() == 0) {
        // Part 0 follows the header, and so carries its hash.
        headerHash = frame.previous();
      }
      if (key == null) {
        accessUnits += frame.pictures();
        return;
      }
      try {
        var plain = cipher.open(key, frame, headerHash, bytes);
        if (frame.number() == 0) {
          var unused = Mp4Reader.format(plain);
        } else {
          accessUnits += Mp4Reader.fragment(ByteBuffer.wrap(plain)).samples().size();
        }
      } catch (Unreadable | MediaException e) {
        unreadable++;
      }
    }

    /// A key that the header does not commit to is another reel's.
    void check(ReelScan scan) {
      var commitment = scan.header().keyCommitment();
      if (key != null
          && !MessageDigest.isEqual(cipher.commitment(key, scan.header().reel()), commitment)) {
        unreadable = Math.max(unreadable, 1);
      }
    }
  }
}
