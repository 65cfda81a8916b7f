package org.vigie.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks a whole ledger: every year's log, and that each follows the one before.
///
/// Takes a data folder, a ledger folder, or a copy of one year's public files, and writes nothing.
final class LedgerCheck {

  /// Room for the signatures of many witnesses.
  private static final long MOST_NOTE_BYTES = 1 << 20;

  private final Path ledger;
  private final List<Path> seenFiles;
  private final @Nullable Path verifierFile;
  private final List<CosignerKey> witnesses;
  private final boolean mayWithhold;
  private final Set<String> checkedYears = new TreeSet<>();

  /// @param folder a data folder, a ledger folder, or one year's public folder
  /// @param verifierFile a trusted copy of the verifier key; null to take the one beside each log
  /// @param seen checkpoints kept from earlier
  /// @param witnesses who must have cosigned
  LedgerCheck(
      Path folder, @Nullable Path verifierFile, List<Path> seen, List<CosignerKey> witnesses) {
    this(folder, verifierFile, seen, witnesses, false);
  }

  /// The ledger in a bundle for an inspection: of some entries it may hold the hash alone.
  static LedgerCheck ofBundle(Path ledger, Path verifierFile) {
    return new LedgerCheck(ledger, verifierFile, List.of(), List.of(), true);
  }

  private LedgerCheck(
      Path folder,
      @Nullable Path verifierFile,
      List<Path> seen,
      List<CosignerKey> witnesses,
      boolean mayWithhold) {
    this.mayWithhold = mayWithhold;
    this.ledger = Files.isDirectory(folder.resolve("ledger")) ? folder.resolve("ledger") : folder;
    this.verifierFile = verifierFile;
    this.witnesses = List.copyOf(witnesses);
    this.seenFiles = new ArrayList<>(seen);
    // Vigie keeps one such checkpoint itself, apart from the ledger.
    var pin = folder.resolve("keys").resolve("ledger.checkpoint");
    if (Files.exists(pin)) {
      seenFiles.add(pin);
    }
  }

  /// What holds, a sentence for each year.
  ///
  /// @throws Fault at the first thing that does not
  List<String> check() throws IOException, Fault {
    try {
      return checkYears();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<String> checkYears() throws IOException, Fault {
    // First: a ledger that is being written may publish a checkpoint at any moment, and one that
    // was
    // seen later than the log would look like a log that was rolled back.
    var years = publicFolders();
    var notes = seenNotes(years);
    var heads = new TreeMap<String, Head>();
    var folders = new HashMap<String, Path>();
    var keys = new HashMap<String, VerifierKey>();
    for (var folder : years) {
      var key = key(folder);
      var file = folder.resolve("checkpoint");
      var head = Head.read(text(file), key, file.toString());
      heads.put(head.origin(), head);
      checkedYears.add(year(head));
      folders.put(head.origin(), folder);
      keys.put(head.origin(), key);
    }
    var seen = seen(notes, keys);
    var sentences = new ArrayList<String>();
    @Nullable Head before = null;
    for (var head : byYear(heads.values())) {
      var folder = folders.get(head.origin());
      if (folder == null) {
        throw new IllegalStateException(head.origin());
      }
      var log = new LogCheck(folder, privateFolder(folder), head, mayWithhold);
      sentences.add(log.check(seen.getOrDefault(head.origin(), List.of())));
      if (before != null) {
        checkChain(before, head, log.previous());
      }
      before = head;
    }
    sentences.addAll(Cosigned.sentences(notes, witnesses));
    return sentences;
  }

  /// Of which years there are logs, once [#check] has seen them.
  Set<String> years() {
    return Set.copyOf(checkedYears);
  }

  /// The year is what an origin ends with.
  private static String year(Head head) {
    return head.origin().substring(head.origin().lastIndexOf('/') + 1);
  }

  private static List<Head> byYear(Iterable<Head> heads) {
    var sorted = new ArrayList<Head>();
    heads.forEach(sorted::add);
    sorted.sort(Comparator.comparing(LedgerCheck::year));
    return sorted;
  }

  private List<Path> publicFolders() throws IOException, Fault {
    if (Files.exists(ledger.resolve("checkpoint"))) {
      return List.of(ledger);
    }
    var years = ledger.resolve("public");
    try (var folders = Files.list(years)) {
      var found = folders.filter(Files::isDirectory).sorted().toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (NotDirectoryException | NoSuchFileException e) {
      // Said below.
    }
    throw new Fault("There is no ledger in " + ledger + ".");
  }

  private Path privateFolder(Path publicFolder) {
    return ledger.resolve("private").resolve(publicFolder.getFileName());
  }

  /// The key of one log. Its name differs from year to year, so a trusted copy of another year's
  /// key serves as well: the key itself must be the same.
  private VerifierKey key(Path publicFolder) throws IOException, Fault {
    var beside = publicFolder.resolve("verifier");
    var key = VerifierKey.read(text(beside), beside.toString());
    if (verifierFile != null) {
      var trusted = VerifierKey.read(text(verifierFile), verifierFile.toString());
      if (!trusted.key().equals(key.key())) {
        throw new Fault(beside + " is not the key in " + verifierFile + ": it was replaced.");
      }
    }
    return key;
  }

  /// Checkpoints of earlier: those given, the pin, and those that witnesses have cosigned.
  private Map<Path, String> seenNotes(List<Path> years) throws IOException, Fault {
    var notes = new LinkedHashMap<Path, String>();
    for (var year : years) {
      for (var file : Cosigned.files(year)) {
        notes.put(file, text(file));
      }
    }
    for (var file : seenFiles) {
      notes.put(file, text(file));
    }
    return notes;
  }

  private static Map<String, List<Head>> seen(
      Map<Path, String> notes, Map<String, VerifierKey> keys) throws Fault {
    var seen = new HashMap<String, List<Head>>();
    for (var entry : notes.entrySet()) {
      var file = entry.getKey();
      var note = entry.getValue();
      var key = keys.get(note.lines().findFirst().orElse(""));
      if (key == null) {
        throw new Fault(file + " was signed by a log that is not here: it is gone.");
      }
      seen.computeIfAbsent(key.name(), name -> new ArrayList<>())
          .add(Head.read(note, key, file.toString()));
    }
    return seen;
  }

  private static void checkChain(Head before, Head head, Map<?, ?> previous) throws Fault {
    if (previous.isEmpty()) {
      return; // Neither the first entry nor the file that shows it is here.
    }
    var expected =
        Map.of(
            "origin", before.origin(),
            "root", HexFormat.of().formatHex(before.root()),
            "size", before.size());
    if (!expected.equals(previous)) {
      throw Fault.at(
          head.origin(), 0, "it does not follow the last checkpoint of " + before.origin());
    }
  }

  private static String text(Path file) throws IOException, Fault {
    if (!Files.exists(file)) {
      throw new Fault(file + " is missing.");
    }
    if (Files.size(file) > MOST_NOTE_BYTES) {
      throw new Fault(file + " is far larger than a checkpoint or a key.");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
