package org.vigie.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.CanonicalJson;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;

/// Footage handed over to an authority: films that play anywhere, and what proves with `vigie
/// verify export`, without Vigie and without trusting the town's word, that they are what the
/// cameras sent. Its files are described in design/handover.md.
///
/// It is put together under another name and gets its own once the ledger holds the hash of its
/// manifest, so that no package is unknown to the ledger.
public final class CasePackage {

  static final String FORMAT = "vigie-case-1";
  private static final String HANDED_OVER = "case.handed-over";

  private final Recorder recorder;
  private final Ledger ledger;
  private final Clocks clocks;

  public CasePackage(Recorder recorder, Ledger ledger, Clocks clocks) {
    this.recorder = recorder;
    this.ledger = ledger;
    this.clocks = clocks;
  }

  /// What was made.
  ///
  /// @param manifest SHA-256 of its manifest, in lower-case hexadecimal; also in the ledger
  /// @param entry the ledger's entry of it
  public record Made(
      Path folder, List<Export> exports, long bytes, String manifest, long entry, Instant at) {
    public Made {
      exports = List.copyOf(exports);
    }

    public long pictures() {
      return exports.stream().mapToLong(Export::pictures).sum();
    }
  }

  /// Makes the package.
  ///
  /// @param folder to be made; nothing of the name may be there
  /// @throws Refused if a permit does not hold
  /// @throws IOException with a plain message if there is no footage, something of that name is
  ///     there, or a disk fails; nothing is left then
  public Made make(CaseOrder order, Path folder) throws Refused, IOException, InterruptedException {
    var draft = folder.resolveSibling(folder.getFileName() + ".part");
    for (var path : List.of(folder, draft)) {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path + " exists already; give another name");
      }
    }
    try {
      var made = make(order, folder, draft);
      Files.move(draft, folder);
      Disk.forceFolder(Disk.folderOf(folder));
      return made;
    } finally {
      delete(draft);
    }
  }

  private Made make(CaseOrder order, Path folder, Path draft)
      throws Refused, IOException, InterruptedException {
    Durable.privateFolder(draft);
    Durable.privateFolder(draft.resolve("footage"));
    Durable.privateFolder(draft.resolve("sealed"));
    readme(draft.resolve("README.txt"));
    var heads = new CommittedHeads(ledger);
    var proved = new TreeSet<Long>();
    var exports = new ArrayList<Export>();
    var footage = new ArrayList<Map<String, Object>>();
    for (var piece : order.pieces()) {
      int number = footage.size() + 1;
      var sealed = draft.resolve("sealed").resolve(String.valueOf(number));
      Durable.privateFolder(sealed);
      var film = draft.resolve("footage").resolve(name(number, piece));
      var proven =
          recorder.exportProven(piece.permit(), piece.camera(), piece.span(), film, sealed, heads);
      proven.slices().forEach(slice -> proved.add(slice.entry()));
      exports.add(proven.export());
      footage.add(facts(draft, piece, proven));
    }
    var files = listed(draft);
    long bytes = files.stream().mapToLong(file -> (Long) file.get("bytes")).sum();
    var at = clocks.wall();
    var manifest =
        CanonicalJson.of(
            Map.of(
                "format",
                FORMAT,
                "town",
                recorder.town(),
                "made",
                at,
                "reference",
                order.reference(),
                "authority",
                order.authority(),
                "officer",
                order.officer(),
                "footage",
                footage,
                "files",
                files));
    var encoded = manifest.getBytes(StandardCharsets.UTF_8);
    Durable.create(draft.resolve("manifest.json"), encoded);
    var hash = HexFormat.of().formatHex(Digests.export().digest(encoded));
    long entry = announce(order, hash, files.size(), bytes);
    proved.add(entry);
    proofs(draft.resolve("ledger"), proved);
    return new Made(folder, exports, bytes, hash, entry, at);
  }

  private static String name(int number, CaseOrder.Piece piece) {
    var from = piece.span().from().toString().replaceAll("[^0-9TZ]", "");
    return "%d-%s-%s.mp4".formatted(number, piece.camera(), from);
  }

  private static Map<String, Object> facts(
      Path draft, CaseOrder.Piece piece, Recorder.Proven proven) {
    return Map.of(
        "camera",
        piece.camera(),
        "from",
        piece.span().from(),
        "to",
        piece.span().to(),
        "permit",
        piece.permit().id(),
        "uncertainty_ms",
        proven.export().uncertainty().toMillis(),
        "unreadable_parts",
        proven.export().unreadableParts(),
        "films",
        proven.export().files().stream()
            .map(
                file ->
                    Map.of(
                        "name", relative(draft, file.path()),
                        "first", file.first(),
                        "pictures", file.pictures()))
            .toList(),
        "reels",
        proven.slices().stream()
            .map(
                slice ->
                    Map.of(
                        "reel", slice.reel(),
                        "sealed", relative(draft, slice.sealed()),
                        "keys", relative(draft, slice.keys())))
            .toList());
  }

  private static String relative(Path folder, Path file) {
    return folder.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
  }

  /// Every file so far, with its hash.
  private static List<Map<String, Object>> listed(Path draft) throws IOException {
    var files = new ArrayList<Map<String, Object>>();
    try (var walk = Files.walk(draft)) {
      for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
        files.add(
            Map.of(
                "name", relative(draft, file), "bytes", Files.size(file), "sha256", sha256(file)));
      }
    }
    return files;
  }

  private static String sha256(Path file) throws IOException {
    var digest = Digests.export();
    var buffer = new byte[1 << 18];
    try (var in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private long announce(CaseOrder order, String manifest, int files, long bytes) {
    var pieces = order.pieces();
    return ledger.append(
        new Entry(
            HANDED_OVER,
            pieces.getFirst().permit().person(),
            Map.of(
                "reference",
                order.reference(),
                "authority",
                order.authority(),
                "permits",
                pieces.stream().map(piece -> piece.permit().id()).toList(),
                "cameras",
                pieces.stream().map(CaseOrder.Piece::camera).distinct().sorted().toList(),
                "manifest",
                manifest,
                "files",
                files,
                "bytes",
                bytes)));
  }

  /// The entries that the package rests on, each with the hashes that tie it to a signed
  /// checkpoint, year by year.
  private void proofs(Path folder, TreeSet<Long> entries) throws IOException {
    Durable.privateFolder(folder);
    var indexes = List.copyOf(entries);
    var all = ledger.prove(indexes);
    for (int i = 0; i < all.size(); i++) {
      var proof = all.get(i);
      var origin = proof.checkpoint().origin();
      var year = folder.resolve(origin.substring(origin.lastIndexOf('/') + 1));
      if (!Files.exists(year)) {
        Durable.privateFolder(year);
        Durable.create(year.resolve("checkpoint"), bytes(proof.checkpoint().note()));
        Durable.create(year.resolve("verifier"), bytes(ledger.verifier(origin)));
      }
      Durable.create(year.resolve(String.valueOf(indexes.get(i))), bytes(proof.text()));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void readme(Path to) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CasePackage.class.getResourceAsStream("case-readme.txt"))) {
      Durable.create(to, in.readAllBytes());
    }
  }

  private static void delete(Path draft) throws IOException {
    if (!Files.exists(draft)) {
      return;
    }
    try (var walk = Files.walk(draft)) {
      for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
