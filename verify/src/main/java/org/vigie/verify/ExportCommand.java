package org.vigie.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.verify.footage.FilmCheck;
import org.vigie.verify.footage.SealedStretch;
import org.vigie.verify.footage.Unreadable;

/// `vigie verify export`: is footage that was handed over what the cameras sent and what the ledger
/// was told? Needs nothing but the folder.
final class ExportCommand {

  private final CaseManifest manifest;
  private final LedgerProofs proofs;
  private final List<String> sentences = new ArrayList<>();

  private ExportCommand(CaseManifest manifest, LedgerProofs proofs) {
    this.manifest = manifest;
    this.proofs = proofs;
  }

  static List<String> check(Path folder, @Nullable Path verifier) throws IOException, Fault {
    var manifest = CaseManifest.read(folder);
    var proofs = LedgerProofs.read(folder.resolve("ledger"), verifier);
    manifest.requireFiles();
    var check = new ExportCommand(manifest, proofs);
    check.check();
    return check.sentences;
  }

  private void check() throws IOException, Fault {
    var entry = handedOver();
    sentences.add(
        "Handed over on %s by %s to %s, reference %s: entry %s of the ledger, manifest %s."
            .formatted(
                manifest.word("made"),
                manifest.word("town"),
                manifest.word("authority"),
                manifest.word("reference"),
                entry.get("index"),
                manifest.sha256()));
    requireLetter(entry);
    requireReceipts();
    var told = told();
    var used = new HashSet<Path>();
    int viewing = 0;
    for (var footage : manifest.footage()) {
      check(footage, told, used);
      viewing += footage.viewing();
    }
    if (viewing > 0) {
      sentences.add(
          "Masked films to be shown around: %d, marked %s. They are those that were handed over; being masked, they are not compared with the cameras' pictures."
              .formatted(viewing, manifest.word("mark")));
    }
    sentences.add("Signed by " + String.join("; ", proofs.logs()) + ".");
  }

  private Map<?, ?> handedOver() throws Fault {
    for (var entry : proofs.entries()) {
      if ("case.handed-over".equals(entry.get("kind"))
          && entry.get("facts") instanceof Map<?, ?> facts
          && manifest.sha256().equals(facts.get("manifest"))) {
        return entry;
      }
    }
    throw new Fault(
        "No entry of the ledger here tells of this "
            + FolderManifest.NAME
            + ": it was changed, its proof is missing from the folder `ledger`, or it was never"
            + " handed over by Vigie.");
  }

  private void requireLetter(Map<?, ?> handedOver) throws Fault {
    var told = handedOver.get("facts") instanceof Map<?, ?> facts ? facts.get("letter") : null;
    var name = manifest.word("letter");
    if (told == null && name.isEmpty()) {
      return;
    }
    if (!manifest.hash(name).equals(told)) {
      throw new Fault("The letter is not the one that the ledger was told of.");
    }
    sentences.add("%s, the letter that asks: SHA-256 %s.".formatted(name, told));
  }

  /// Receipts say the manifest's hash, so it cannot hold theirs: the ledger does.
  private void requireReceipts() throws IOException, Fault {
    for (var name : manifest.receipts()) {
      var printed = printed(name);
      if (printed.isEmpty()) {
        throw new Fault(
            "No entry of the ledger here proves "
                + name
                + ": the entry is missing from the folder `ledger`, or Vigie printed no such receipt.");
      }
      if (!printed.contains(manifest.read(name))) {
        throw new Fault(name + " is not the receipt that was printed: it was changed.");
      }
    }
  }

  private List<String> printed(String name) {
    var hashes = new ArrayList<String>();
    for (var entry : proofs.entries()) {
      if ("case.receipt-printed".equals(entry.get("kind"))
          && entry.get("facts") instanceof Map<?, ?> facts
          && manifest.sha256().equals(facts.get("manifest"))
          && facts.get("receipts") instanceof List<?> receipts) {
        for (var one : receipts) {
          if (one instanceof Map<?, ?> receipt
              && name.equals(receipt.get("name"))
              && receipt.get("sha256") instanceof String hash) {
            hashes.add(hash);
          }
        }
      }
    }
    return hashes;
  }

  private List<FilmCheck.Told> told() {
    var told = new ArrayList<FilmCheck.Told>();
    for (var entry : proofs.entries()) {
      if (entry.get("facts") instanceof Map<?, ?> facts) {
        if ("footage.recovered".equals(entry.get("kind"))) {
          tell(facts, told);
        } else if ("footage.committed".equals(entry.get("kind"))
            && facts.get("reels") instanceof List<?> reels) {
          reels.forEach(reel -> tell(reel, told));
        }
      }
    }
    return told;
  }

  private static void tell(Object reel, List<FilmCheck.Told> told) {
    if (reel instanceof Map<?, ?> facts
        && facts.get("reel") instanceof String id
        && facts.get("parts") instanceof Long parts
        && facts.get("head") instanceof String head) {
      told.add(new FilmCheck.Told(id, parts, head));
    }
  }

  private void check(CaseManifest.Footage footage, List<FilmCheck.Told> told, HashSet<Path> used)
      throws IOException, Fault {
    var stretches = new ArrayList<SealedStretch>();
    try {
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      for (var reel : footage.reels()) {
        var stretch = open(reel);
        stretches.add(stretch);
        require(reel, footage, stretch, told);
        first = Math.min(first, stretch.startMicros());
        last = Math.max(last, stretch.endMicros());
      }
      if (!used.addAll(footage.films())) {
        throw new Fault(FolderManifest.NAME + " names a film twice.");
      }
      long pictures = FilmCheck.pictures(footage.films(), stretches);
      sentences.add(
          "%s: %d pictures, sealed between %s and %s, are those that the ledger was told of."
              .formatted(footage.camera(), pictures, instant(first), instant(last)));
    } catch (Unreadable e) {
      throw new Fault(footage.camera() + ": " + e.getMessage() + ".");
    } finally {
      for (var stretch : stretches) {
        stretch.close();
      }
    }
  }

  private static SealedStretch open(CaseManifest.Reel reel) throws IOException, Fault {
    try {
      return SealedStretch.open(reel.sealed(), reel.keys());
    } catch (Unreadable e) {
      throw new Fault(reel.sealed() + ": " + e.getMessage() + ".");
    }
  }

  private static void require(
      CaseManifest.Reel reel,
      CaseManifest.Footage footage,
      SealedStretch stretch,
      List<FilmCheck.Told> told)
      throws Unreadable, Fault {
    if (!stretch.header().reel().equals(reel.id())
        || !stretch.header().camera().equals(footage.camera())) {
      throw new Fault(reel.sealed() + " is of another camera or reel than the manifest says.");
    }
    FilmCheck.requireTold(stretch, told);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
