package org.vigie.server.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vigie.governance.ledger.CanonicalJson;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.viewing.Viewings;
import org.vigie.recording.CopyRoom;
import org.vigie.recording.ProvenFolder;

/// What an inspector takes away: registers, configuration, acts and the ledger, in one file that
/// `vigie verify inspection` checks without Vigie and without trusting the town's word. No
/// pictures.
/// Its files are described in design/inspection.md.
///
/// It is put together under another name and gets its own once the ledger holds the hash of its
/// manifest, so that no bundle is unknown to the ledger.
public final class InspectionBundle {

  static final String FORMAT = "vigie-inspection-1";

  /// The kind of the entry that tells of a bundle.
  public static final String MADE = "inspection.bundle";

  private static final String PROOFS = "proofs";

  /// Entries once as they are; in the registers, first apart and then packed, at most about as much
  /// again each time.
  private static final int TIMES = 3;

  private final Ledger ledger;

  public InspectionBundle(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Puts in what the town has besides its ledger.
  public interface Parts {
    void into(BundleZip zip) throws IOException;
  }

  /// What was made.
  ///
  /// @param manifest SHA-256 of its manifest, in lower-case hexadecimal; also in the ledger
  /// @param entry the ledger's entry of it
  public record Made(Path file, int files, long bytes, String manifest, long entry) {}

  /// Refuses what there is no room for.
  ///
  /// @throws CopyRoom.NoRoom before anything was written
  public void requireRoom(InspectionOrder order, Path folder) throws IOException {
    CopyRoom.require(ledger.bytes(order.firstYear(), order.lastYear()), TIMES, folder);
  }

  /// Makes the bundle.
  ///
  /// @param folder where it will lie; whatever else is left there is its caller's to wipe
  /// @param name of the folder that it unpacks to, and with `.zip` its own
  public Made make(InspectionOrder order, Parts parts, Path folder, String name)
      throws IOException {
    var draft = folder.resolve(name + ".zip.part");
    Made made;
    try (var zip = new BundleZip(draft, name, order.made())) {
      zip.add("README.txt", readme());
      parts.into(zip);
      var missing = order.yearsBut(copyLedger(order, zip));
      var files = zip.files();
      long bytes = zip.bytes();
      var manifest =
          CanonicalJson.of(manifest(order, missing, files)).getBytes(StandardCharsets.UTF_8);
      zip.add("manifest.json", manifest);
      var hash = sha256(manifest);
      long entry = announce(order, hash, files.size(), bytes);
      prove(entry, folder, zip);
      made = new Made(folder.resolve(name + ".zip"), files.size(), bytes, hash, entry);
    }
    Files.move(draft, made.file());
    return made;
  }

  /// Nobody is shown what was noticed of how they look at footage themselves.
  private SortedSet<Integer> copyLedger(InspectionOrder order, BundleZip zip) throws IOException {
    var person = order.permit().person();
    return ledger.copy(
        order.firstYear(),
        order.lastYear(),
        Viewings::areAbout,
        entry -> !Viewings.mayRead(person, entry),
        (file, bytes) -> zip.add("ledger/" + file, bytes));
  }

  private static Map<String, Object> manifest(
      InspectionOrder order, List<Integer> missing, List<Map<String, Object>> files) {
    var manifest = new HashMap<String, Object>();
    manifest.put("format", FORMAT);
    manifest.put("town", order.town());
    manifest.put("made", order.made());
    manifest.put("from", order.span().from());
    manifest.put("to", order.span().to());
    manifest.put("permit", order.permit().id());
    manifest.put("missing_years", missing);
    manifest.put("files", files);
    return manifest;
  }

  private long announce(InspectionOrder order, String manifest, int files, long bytes) {
    return ledger.append(
        new Entry(
            MADE,
            order.permit().person(),
            Map.of(
                "from",
                order.span().from(),
                "to",
                order.span().to(),
                "permit",
                order.permit().id(),
                "manifest",
                manifest,
                "files",
                files,
                "bytes",
                bytes)));
  }

  private void prove(long entry, Path folder, BundleZip zip) throws IOException {
    var proven = folder.resolve(PROOFS);
    new ProvenFolder(proven).prove(PROOFS, ledger, new TreeSet<>(List.of(entry)));
    try (var walk = Files.walk(proven)) {
      for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
        zip.add(proven.relativize(file).toString(), file);
      }
    }
  }

  private static byte[] readme() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            InspectionBundle.class.getResourceAsStream("inspection-readme.txt"))) {
      return in.readAllBytes();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
