package org.vigie.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `vigie verify inspection`: is a bundle for an inspection what the town's Vigie made, and does
/// the
/// ledger in it hold? Needs nothing but the folder.
final class InspectionCommand {

  private static final String PROOFS = "proofs";
  private static final int LAST_YEAR = 9999;

  private InspectionCommand() {}

  static List<String> check(Path folder, @Nullable Path verifier) throws IOException, Fault {
    var manifest = FolderManifest.read(folder, FolderManifest.Kind.INSPECTION);
    manifest.requireOwnFiles();
    var proofs = LedgerProofs.read(folder.resolve(PROOFS), verifier);
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
    var ledger = LedgerCheck.ofBundle(folder.resolve("ledger"), key);
    sentences.addAll(ledger.check());
    for (int year : missing(manifest, ledger.years())) {
      sentences.add(
          "The ledger of %d is not here: when this was made, the town's Vigie had none of that year (it was deleted, or never begun)."
              .formatted(year));
    }
    return sentences;
  }

  /// The years (UTC) that the span touches and of which there is no log here.
  ///
  /// @throws Fault if the manifest says otherwise; the first bundles' said nothing
  private static List<Integer> missing(FolderManifest manifest, Set<String> here) throws Fault {
    var missing = new ArrayList<Integer>();
    try {
      int first = year(Instant.parse(manifest.word("from")));
      int last = year(Instant.parse(manifest.word("to")).minusNanos(1));
      if (first < 0 || last > LAST_YEAR) {
        throw new DateTimeException("no years of four digits");
      }
      for (int year = first; year <= last; year++) {
        if (!here.contains("%04d".formatted(year))) {
          missing.add(year);
        }
      }
    } catch (DateTimeException e) {
      throw new Fault(
          FolderManifest.NAME + " has no instants `from` and `to` of four-digit years.");
    }
    var said = manifest.body().get("missing_years");
    if (said != null && !said.equals(missing.stream().map(Integer::longValue).toList())) {
      throw new Fault(
          "%s says that these years are not in `ledger`: %s; and these are not: %s."
              .formatted(FolderManifest.NAME, said, missing));
    }
    return missing;
  }

  private static int year(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).getYear();
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
            + ": it was changed, its proof is missing from the folder `proofs`, or it was never made"
            + " by Vigie.");
  }
}
