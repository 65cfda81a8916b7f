package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.vigie.verify.footage.Journal;
import org.vigie.verify.footage.Part;
import org.vigie.verify.footage.PartTable;
import org.vigie.verify.footage.Reel;

/// Compares an index with reels and journals as they were read from the disk. The index follows a
/// reel that is still being written at some distance: of such a reel it must only say nothing
/// false.
final class IndexComparison {

  private static final long MICROS = 1_000_000;

  private final Path file;
  private final Map<String, Reel> reels = new HashMap<>();

  IndexComparison(Path file) {
    this.file = file;
  }

  void add(Reel reel) {
    reels.put(reel.header().reel(), reel);
  }

  List<String> faults(List<Path> volumes) throws IOException {
    if (!Files.exists(file)) {
      return List.of(file + " is not there.");
    }
    var index = SqlIndexRows.read(file);
    var faults = new ArrayList<String>();
    index
        .reels()
        .forEach(
            (id, row) -> {
              var reel = reels.remove(id);
              if (reel == null) {
                faults.add("reel %s of %s is in the index only.".formatted(id, row.camera()));
              } else if (!fits(row, reel)) {
                faults.add(reel.file() + " is described otherwise in the index.");
              }
            });
    reels.values().stream()
        .filter(Reel::closed)
        .forEach(reel -> faults.add(reel.file() + " is not in the index."));
    compareGaps(index, volumes, faults);
    return faults;
  }

  private static boolean fits(SqlIndexRows.Row row, Reel reel) {
    var header = reel.header();
    List<Part> parts;
    try {
      parts = PartTable.read(row.parts(), header.startMicros());
    } catch (IllegalArgumentException e) {
      return false;
    }
    int known = parts.size();
    boolean sameReel =
        row.camera().equals(header.camera())
            && reel.file().endsWith(row.path())
            && row.startMicros() == header.startMicros()
            && row.expiresMicros() == header.startMicros() + header.retentionSeconds() * MICROS;
    return sameReel
        && row.closed() == reel.closed()
        && known >= 1
        && (row.closed() ? known == reel.parts().size() : known <= reel.parts().size())
        && parts.equals(reel.parts().subList(0, known))
        && Arrays.equals(row.head(), reel.hashes().get(known - 1))
        && row.endMicros() == parts.getLast().wallEnd()
        && row.pictures() == parts.stream().mapToLong(Part::pictures).sum();
  }

  private static void compareGaps(SqlIndexRows index, List<Path> volumes, List<String> faults)
      throws IOException {
    // What is said twice is said.
    var indexed = new LinkedHashSet<>(index.gaps());
    var said = new LinkedHashSet<String>();
    for (var volume : volumes) {
      for (var gap : Journal.read(volume.resolve("journal")).gaps()) {
        said.add(SqlIndexRows.gap(gap.camera(), gap.from(), gap.reason()));
      }
    }
    said.stream()
        .filter(word -> !indexed.contains(word))
        .forEach(word -> faults.add("gap " + word + " is in the journal and not in the index."));
    indexed.stream()
        .filter(word -> !said.contains(word))
        .forEach(word -> faults.add("gap " + word + " is in the index and not in the journal."));
  }
}
