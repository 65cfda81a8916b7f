package org.vigie.governance.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Copies one year's log as it stood at one checkpoint, a file at a time: what is public, and the
/// entries with their salts, without the words that people typed. Beside a ledger that is being
/// written.
///
/// @param year its folder's name
/// @param withheld of which entries the copy holds the hash alone
record LogCopy(String year, YearLog log, Withheld withheld, CopySink into) {

  /// Which entries are kept back.
  ///
  /// @param kinds which kinds the second question is asked of: no other entry is taken apart
  record Withheld(Predicate<String> kinds, Predicate<Entry> entries) {

    boolean keepsBack(Sealed entry) {
      return kinds.test(entry.kind()) && entries.test(entry.open().entry());
    }
  }

  void write() throws IOException {
    // Before the checkpoint: what a witness has signed later would look like a log cut short.
    var cosigned = cosigned();
    var at = log.checkpoint();
    file("checkpoint", at.note().getBytes(UTF_8));
    file("verifier", log.verifier().getBytes(UTF_8));
    for (var name : cosigned.keySet()) {
      file("cosigned/" + name, cosigned.get(name));
    }
    for (long number = 0; number * EntryFiles.PER_FILE < at.size(); number++) {
      entries(
          number, (int) Math.min(EntryFiles.PER_FILE, at.size() - number * EntryFiles.PER_FILE));
    }
    tiles(at.size());
  }

  private TreeMap<String, byte[]> cosigned() throws IOException {
    var notes = new TreeMap<String, byte[]>();
    if (Files.isDirectory(log.cosigned())) {
      try (var files = Files.list(log.cosigned())) {
        for (var file : files.filter(LogCopy::isNote).toList()) {
          notes.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
      }
    }
    return notes;
  }

  private static boolean isNote(Path file) {
    return file.toString().endsWith(".cosigned");
  }

  /// One private file and the bundle of its leaves.
  private void entries(long number, int width) throws IOException {
    var entries = log.read(number).subList(0, width);
    var lines = new StringBuilder();
    entries.forEach(entry -> lines.append(line(entry)));
    into.file("private/" + year + "/" + TilePath.of(number), lines.toString().getBytes(UTF_8));
    var leaves = entries.stream().map(Sealed::hash).toList();
    file("tile/entries/" + path(number, width), TileFiles.prefixed(leaves));
    var first = entries.getFirst();
    if (number == 0 && first.kind().equals(YearLog.BEGUN)) {
      file("begun", first.line().getBytes(UTF_8));
    }
  }

  private String line(Sealed entry) {
    return withheld.keepsBack(entry)
        ? HexFormat.of().formatHex(entry.hash()) + " withheld\n"
        : new Sealed(entry.hash(), entry.salt(), entry.body(), "").line();
  }

  private void tiles(long size) throws IOException {
    long hashes = size;
    for (int level = 0; hashes > 0; level++) {
      for (long number = 0; number * TreeHead.TILE_WIDTH < hashes; number++) {
        int width = (int) Math.min(TreeHead.TILE_WIDTH, hashes - number * TreeHead.TILE_WIDTH);
        List<byte[]> tile = log.hashes(level, number, width);
        file("tile/" + level + "/" + path(number, width), TileFiles.joined(tile));
      }
      hashes /= TreeHead.TILE_WIDTH;
    }
  }

  private static String path(long number, int width) {
    return width < TreeHead.TILE_WIDTH ? TilePath.partial(number, width) : TilePath.of(number);
  }

  private void file(String name, byte[] bytes) throws IOException {
    into.file("public/" + year + "/" + name, bytes);
  }
}
