package org.vigie.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.vigie.base.Clocks;
import org.vigie.base.Wipe;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.CanonicalJson;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.model.MaskedCopies;

/// Footage handed over to an authority: films that play anywhere, and what proves with `vigie
/// verify export`, without Vigie and without trusting the town's word, that they are what the
/// cameras sent. Its files are described in design/handover.md.
///
/// It is put together under another name and gets its own once the ledger holds the hash of its
/// manifest, so that no package is unknown to the ledger.
public final class CasePackage {

  static final String FORMAT = "vigie-case-2";
  private static final String HANDED_OVER = "case.handed-over";
  private static final String RECEIPT_PRINTED = "case.receipt-printed";

  /// Films, the same once more as sealed parts, and once more masked.
  private static final int TIMES = 2;

  private static final int TIMES_VIEWING = 3;

  private final Recorder recorder;
  private final Ledger ledger;
  private final CaseReceipt.Printer printer;
  private final MaskedCopies copies;
  private final Clocks clocks;

  /// @param copies makes viewing copies
  public CasePackage(
      Recorder recorder,
      Ledger ledger,
      CaseReceipt.Printer printer,
      MaskedCopies copies,
      Clocks clocks) {
    this.recorder = recorder;
    this.ledger = ledger;
    this.printer = printer;
    this.copies = copies;
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
  /// @throws IOException with a plain message if there is no footage, no room, something of that
  ///     name is there, or a disk fails; nothing is left then
  public Made make(CaseOrder order, Path folder) throws Refused, IOException, InterruptedException {
    var draft = folder.resolveSibling(folder.getFileName() + ".part");
    for (var path : List.of(folder, draft)) {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path + " exists already; give another name");
      }
    }
    CopyRoom.require(
        bytes(order.pieces()), times(order.viewing()), Disk.folderOf(folder.toAbsolutePath()));
    try {
      var made = make(order, folder, draft);
      Files.move(draft, folder);
      Disk.forceFolder(Disk.folderOf(folder));
      return made;
    } finally {
      // Clear films and keys of parts lie in it.
      Wipe.all(draft);
    }
  }

  /// Refuses what a package of some footage and a copy of it would not fit into.
  public void requireRoomForTwo(List<CaseOrder.Piece> pieces, boolean viewing, Path folder)
      throws IOException {
    CopyRoom.require(bytes(pieces), 2 * times(viewing), folder);
  }

  private static int times(boolean viewing) {
    return viewing ? TIMES_VIEWING : TIMES;
  }

  private long bytes(List<CaseOrder.Piece> pieces) {
    return pieces.stream().mapToLong(piece -> recorder.bytes(piece.camera(), piece.span())).sum();
  }

  private Made make(CaseOrder order, Path folder, Path draft)
      throws Refused, IOException, InterruptedException {
    var into = new ProvenFolder(draft);
    into.add("README.txt", readme());
    if (order.letter().isPresent()) {
      into.add(order.letter().get().name(), order.letter().get().bytes());
    }
    var all = new ArrayList<Recorder.Proven>();
    for (var piece : order.pieces()) {
      all.add(copy(order, piece, all.size() + 1, into));
    }
    // All are there before the first is told: what fails until here was never exported.
    for (int i = 0; i < all.size(); i++) {
      var piece = order.pieces().get(i);
      recorder.announce(piece.permit(), piece.camera(), piece.span(), all.get(i).export());
    }
    var at = clocks.wall();
    var custody = new CaseCustody(ledger, at).of(recorder.town(), order, all);
    into.add(CaseCustody.NAME, CanonicalJson.of(custody));
    var files = into.files();
    long bytes = files.stream().mapToLong(file -> (Long) file.get("bytes")).sum();
    var manifest = into.manifest(manifest(order, at, all, files, into));
    long entry = announce(order, manifest, files.size(), bytes);
    receipts(order, all, new Made(folder, List.of(), bytes, manifest, entry, at), files, into);
    var exports = all.stream().map(one -> moved(one.export(), draft, folder)).toList();
    return new Made(folder, exports, bytes, manifest, entry, at);
  }

  private Recorder.Proven copy(
      CaseOrder order, CaseOrder.Piece piece, int number, ProvenFolder into)
      throws Refused, IOException, InterruptedException {
    into.folder("sealed");
    var sealed = into.folder("sealed/" + number);
    var from = piece.span().from().toString().replaceAll("[^0-9TZ]", "");
    var name = "%d-%s-%s.mp4".formatted(number, piece.camera(), from);
    Optional<Recorder.Viewing> viewing =
        order.viewing()
            ? Optional.of(
                new Recorder.Viewing(copies, order.mark(), into.folder("viewing").resolve(name)))
            : Optional.empty();
    return recorder.exportProven(
        piece.permit(),
        piece.camera(),
        piece.span(),
        into.folder("footage").resolve(name),
        sealed,
        new CommittedHeads(ledger),
        viewing);
  }

  private Map<String, Object> manifest(
      CaseOrder order,
      Instant at,
      List<Recorder.Proven> all,
      List<Map<String, Object>> files,
      ProvenFolder into) {
    var footage = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < all.size(); i++) {
      footage.add(facts(order.pieces().get(i), all.get(i), into));
    }
    var manifest = new HashMap<String, Object>();
    manifest.put("format", FORMAT);
    manifest.put("town", recorder.town());
    manifest.put("made", at);
    manifest.put("reference", order.reference());
    manifest.put("authority", order.authority());
    manifest.put("officer", order.officer());
    order.letter().ifPresent(letter -> manifest.put("letter", letter.name()));
    if (order.viewing()) {
      manifest.put("mark", order.mark());
    }
    manifest.put("custody", CaseCustody.NAME);
    manifest.put("receipts", printer.names());
    manifest.put("footage", footage);
    manifest.put("files", files);
    return manifest;
  }

  private static Map<String, Object> facts(
      CaseOrder.Piece piece, Recorder.Proven proven, ProvenFolder into) {
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
        films(proven.export().files(), into),
        "viewing",
        films(proven.viewing(), into),
        "reels",
        proven.reels().stream()
            .map(HandedReel::slice)
            .map(
                slice ->
                    Map.of(
                        "reel", slice.reel(),
                        "sealed", into.relative(slice.sealed()),
                        "keys", into.relative(slice.keys())))
            .toList());
  }

  private static List<Map<String, Object>> films(List<Export.File> files, ProvenFolder into) {
    return files.stream()
        .map(
            file ->
                Map.<String, Object>of(
                    "name", into.relative(file.path()),
                    "first", file.first(),
                    "pictures", file.pictures()))
        .toList();
  }

  private long announce(CaseOrder order, String manifest, int files, long bytes) {
    var pieces = order.pieces();
    var facts = new HashMap<String, Object>();
    facts.put("reference", order.reference());
    facts.put("authority", order.authority());
    facts.put("permits", pieces.stream().map(piece -> piece.permit().id()).toList());
    facts.put("cameras", pieces.stream().map(CaseOrder.Piece::camera).distinct().sorted().toList());
    facts.put("manifest", manifest);
    facts.put("files", files);
    facts.put("bytes", bytes);
    facts.put("encrypted", order.encrypted());
    if (order.viewing()) {
      facts.put("mark", order.mark());
    }
    order.letter().ifPresent(letter -> facts.put("letter", letter.sha256()));
    return ledger.append(new Entry(HANDED_OVER, order.person(), facts));
  }

  /// Prints what is signed, tells the ledger of it, and adds all proofs.
  private void receipts(
      CaseOrder order,
      List<Recorder.Proven> all,
      Made made,
      List<Map<String, Object>> files,
      ProvenFolder into)
      throws IOException {
    var handed = new ArrayList<CaseReceipt.Handed>();
    for (int i = 0; i < all.size(); i++) {
      handed.add(CaseReceipt.Handed.of(order.pieces().get(i), all.get(i)));
    }
    var receipt =
        new CaseReceipt(
            recorder.town(),
            order,
            made.at(),
            handed,
            made.manifest(),
            files.size(),
            made.bytes(),
            made.entry(),
            ledger.prove(made.entry()).checkpoint());
    var printed = new ArrayList<Map<String, Object>>();
    for (var name : printer.names()) {
      var bytes = printer.print(name, receipt);
      into.add(name, bytes);
      printed.add(Map.of("name", name, "sha256", ProvenFolder.sha256(bytes)));
    }
    long told =
        ledger.append(
            new Entry(
                RECEIPT_PRINTED,
                order.person(),
                Map.of("manifest", made.manifest(), "receipts", printed)));
    var proved = new TreeSet<>(List.of(made.entry(), told));
    all.forEach(one -> one.reels().forEach(reel -> proved.add(reel.slice().entry())));
    into.prove("ledger", ledger, proved);
  }

  /// The same export where its files are once the folder has its name.
  private static Export moved(Export export, Path from, Path to) {
    var draft = from.toAbsolutePath();
    return new Export(
        export.files().stream()
            .map(
                file ->
                    new Export.File(
                        to.resolve(draft.relativize(file.path().toAbsolutePath())),
                        file.first(),
                        file.pictures(),
                        file.bytes(),
                        file.sha256()))
            .toList(),
        export.pictures(),
        export.unreadableParts(),
        export.uncertainty());
  }

  private static byte[] readme() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CasePackage.class.getResourceAsStream("case-readme.txt"))) {
      return in.readAllBytes();
    }
  }
}
