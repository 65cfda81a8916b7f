package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/// The files of a ledger as it stood at its newest checkpoint, for a backup: all that is needed to
/// go
/// on with it, typed words included, unlike a [LogCopy]. Read from the disk, also while another
/// process writes: what was appended since is left out.
///
/// The tiles of years that have ended are copied; those of the newest follow from its entries, and
/// are written when the copy is opened.
public final class LedgerBackup {

  private static final String CHECKPOINT = "checkpoint";

  /// Words are erased where they lie: one reading may fall between. Two that agree do not.
  private static final int MOST_READINGS = 20;

  /// Where a year's log stood.
  private record Log(String year, String origin, long size, String root, String note) {}

  private final Path root;
  private final List<Log> logs;

  private LedgerBackup(Path root, List<Log> logs) {
    this.root = root;
    this.logs = logs;
  }

  /// Notes how far each year's log is published now.
  ///
  /// @param ledger the ledger's folder
  /// @throws LedgerRefused if there is no ledger in it
  public static LedgerBackup of(Path ledger) throws IOException {
    var years = new TreeSet<String>();
    var published = ledger.resolve("public");
    if (Files.isDirectory(published)) {
      try (var folders = Files.list(published)) {
        folders
            .filter(folder -> Files.exists(folder.resolve(CHECKPOINT)))
            .forEach(folder -> years.add(String.valueOf(folder.getFileName())));
      }
    }
    if (years.isEmpty()) {
      throw new LedgerRefused("There is no ledger in " + ledger + ".");
    }
    var logs = new ArrayList<Log>();
    for (var year : years) {
      logs.add(log(published.resolve(year).resolve(CHECKPOINT), year));
    }
    return new LedgerBackup(ledger, logs);
  }

  private static Log log(Path file, String year) throws IOException {
    var note = Files.readString(file);
    try {
      var lines = note.split("\n", 4);
      var hash = Base64.getDecoder().decode(lines[2]);
      return new Log(
          year, lines[0], Long.parseLong(lines[1]), HexFormat.of().formatHex(hash), note);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new LedgerRefused(file + " is not a checkpoint: `vigie verify ledger` says more.");
    }
  }

  /// The name of the newest year's log.
  public String origin() {
    return logs.getLast().origin();
  }

  /// How many entries of the newest year are in the copy.
  public long size() {
    return logs.getLast().size();
  }

  /// The root of its tree, in hexadecimal.
  public String head() {
    return logs.getLast().root();
  }

  /// The newest checkpoint itself: the copy's pin.
  public String note() {
    return logs.getLast().note();
  }

  /// How many entries there are, over all years, those of deleted years included.
  public long entries() throws IOException {
    var newest = logs.getLast();
    var first = new String(lines(newest, 0, 1), StandardCharsets.UTF_8).strip();
    return Sealed.read(first).open().index() + newest.size();
  }

  /// Hands over all files.
  public void copy(CopySink sink) throws IOException {
    for (var log : logs) {
      entries(log, sink);
      published(log, sink);
    }
    folder(root.resolve("contradictions"), "contradictions/", sink);
  }

  private void entries(Log log, CopySink sink) throws IOException {
    for (long file = 0; file * EntryFiles.PER_FILE < log.size(); file++) {
      int count = (int) Math.min(EntryFiles.PER_FILE, log.size() - file * EntryFiles.PER_FILE);
      sink.file("private/%s/%s".formatted(log.year(), TilePath.of(file)), lines(log, file, count));
    }
  }

  /// The first lines of a private file.
  private byte[] lines(Log log, long number, int count) throws IOException {
    var file = root.resolve("private").resolve(log.year()).resolve(TilePath.of(number));
    var before = first(file, count);
    for (int i = 0; i < MOST_READINGS; i++) {
      var again = first(file, count);
      if (Arrays.equals(before, again)) {
        return again;
      }
      before = again;
    }
    throw new IOException(file + " changes while it is read: try again");
  }

  private static byte[] first(Path file, int count) throws IOException {
    var bytes = Files.readAllBytes(file);
    int lines = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n' && ++lines == count) {
        return Arrays.copyOf(bytes, at + 1);
      }
    }
    throw new LedgerRefused(
        file + " holds fewer entries than were signed: `vigie verify ledger` says more.");
  }

  private void published(Log log, CopySink sink) throws IOException {
    var folder = root.resolve("public").resolve(log.year());
    var name = "public/" + log.year() + "/";
    sink.file(name + CHECKPOINT, log.note().getBytes(StandardCharsets.UTF_8));
    sink.file(name + "verifier", Files.readAllBytes(folder.resolve("verifier")));
    var begun = folder.resolve("begun");
    if (Files.exists(begun)) {
      sink.file(name + "begun", Files.readAllBytes(begun));
    }
    folder(
        folder.resolve("cosigned"),
        name + "cosigned/",
        (file, bytes) -> {
          if (covers(log, bytes)) {
            sink.file(file, bytes);
          }
        });
    if (log != logs.getLast()) {
      folder(folder.resolve("tile"), name + "tile/", sink);
    }
  }

  /// What a witness signed after the copy's checkpoint is not for the copy to hold.
  private static boolean covers(Log log, byte[] note) {
    try {
      return Long.parseLong(new String(note, StandardCharsets.UTF_8).split("\n", 3)[1])
          <= log.size();
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      return false;
    }
  }

  private static void folder(Path folder, String name, CopySink sink) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var walk = Files.walk(folder)) {
      for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
        try {
          if (!file.toString().endsWith(".new")) {
            sink.file(name + folder.relativize(file), Files.readAllBytes(file));
          }
        } catch (NoSuchFileException e) {
          // Replaced while we looked; a cosignature that is newer than the copy.
        }
      }
    }
  }
}
