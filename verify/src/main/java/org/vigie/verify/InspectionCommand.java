package org.vigie.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `vigie verify inspection`: is a bundle for an inspection what the town's Vigie made, and does
/// the
/// ledger in it hold? Needs nothing but the folder.
final class InspectionCommand {

  private static final List<String> FORMATS = List.of("vigie-inspection-1");
  private static final String PROOFS = "proofs";

  private InspectionCommand() {}

  static List<String> check(Path folder, @Nullable Path verifier) throws IOException, Fault {
    var proofs = LedgerProofs.read(folder.resolve(PROOFS), verifier);
    var manifest = FolderManifest.read(folder, FORMATS, "a bundle for an inspection");
    var told = told(manifest, proofs);
    manifest.requireFiles(Set.of(PROOFS));
    var sentences = new ArrayList<String>();
    sentences.add(
        "Made on %s by %s, about %s to %s: entry %s of the ledger, manifest %s."
            .formatted(
                manifest.word("made"),
                manifest.word("town"),
                manifest.word("from"),
                manifest.word("to"),
                told.entry().get("index"),
                manifest.sha256()));
    sentences.add(
        "%s files, %s bytes: each is as it was made, and there is no other."
            .formatted(told.facts().get("files"), told.facts().get("bytes")));
    sentences.add("Signed by " + String.join("; ", proofs.logs()) + ".");
    // One key for both: else the ledger in it might be anybody's.
    var key = verifier == null ? proofs.verifierFile() : verifier;
    sentences.addAll(LedgerCheck.ofBundle(folder.resolve("ledger"), key).check());
    return sentences;
  }

  private record Told(Map<?, ?> entry, Map<?, ?> facts) {}

  private static Told told(FolderManifest manifest, LedgerProofs proofs) throws Fault {
    for (var entry : proofs.entries()) {
      if ("inspection.bundle".equals(entry.get("kind"))
          && entry.get("facts") instanceof Map<?, ?> facts
          && manifest.sha256().equals(facts.get("manifest"))) {
        if (!manifest.sumsAre(facts)
            || !manifest.word("from").equals(facts.get("from"))
            || !manifest.word("to").equals(facts.get("to"))) {
          throw new Fault(
              "Entry %s of the ledger tells otherwise of %s."
                  .formatted(entry.get("index"), FolderManifest.NAME));
        }
        return new Told(entry, facts);
      }
    }
    throw new Fault(
        "No entry of the ledger here tells of this "
            + FolderManifest.NAME
            + ": it was changed, or never made by Vigie.");
  }
}
