package org.vigie.governance.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.governance.ledger.CosignatureRefused.Reason;

/// A checkpoint with the signature of one witness.
///
/// @param origin which year's log
/// @param size how many entries of it the witness vouches for
/// @param at when it signed, by its own clock
/// @param note the checkpoint with the log's line and the witness', and no other
public record Cosignature(WitnessKey witness, String origin, long size, Instant at, String note) {

  private static final Pattern NOTE =
      Pattern.compile(
          "(([^\\n]{1,200})\\n(0|[1-9]\\d{0,17})\\n[A-Za-z0-9+/]{43}=\\n)\\n"
              + "((?:— \\S{1,200} \\S{1,400}\\n){1,16}+)");

  /// A cosigned checkpoint whose witness has signed it; what the log itself signed is checked by
  /// whoever knows the log.
  ///
  /// @param note with any lines of others
  /// @param witnesses those that the town has named
  static Cosignature read(String note, List<WitnessKey> witnesses) throws CosignatureRefused {
    var parts = NOTE.matcher(note);
    if (!parts.matches()) {
      throw new CosignatureRefused(
          Reason.NO_CHECKPOINT, "It is no checkpoint with signature lines (C2SP tlog-checkpoint).");
    }
    var text = parts.group(1);
    var lines = parts.group(4).lines().toList();
    for (var witness : witnesses) {
      var mine = lines.stream().filter(witness::claims).toList();
      if (!mine.isEmpty()) {
        var newest = newest(witness, text, mine);
        return new Cosignature(
            witness,
            parts.group(2),
            Long.parseLong(parts.group(3)),
            newest.at,
            text + "\n" + own(parts.group(2), lines) + "\n" + newest.line + "\n");
      }
    }
    throw new CosignatureRefused(
        Reason.UNKNOWN_WITNESS,
        "None of its lines is of a witness that this town has named in its configuration"
            + " (ledger: witnesses).");
  }

  /// The one line in the log's name: others could be anything.
  private static String own(String origin, List<String> lines) throws CosignatureRefused {
    var own = lines.stream().filter(line -> line.startsWith("— " + origin + " ")).toList();
    if (own.size() != 1) {
      throw new CosignatureRefused(
          Reason.NOT_SIGNED_HERE, "It carries %d lines of %s.".formatted(own.size(), origin));
    }
    return own.getFirst();
  }

  private record Signed(Instant at, String line) {}

  private static Signed newest(WitnessKey witness, String text, List<String> lines)
      throws CosignatureRefused {
    Optional<Signed> newest = Optional.empty();
    for (var line : lines) {
      var at =
          witness
              .signed(text, line)
              .orElseThrow(
                  () ->
                      new CosignatureRefused(
                          Reason.FALSE_COSIGNATURE,
                          "A line names " + witness + " and is not its signature over this text."));
      if (newest.isEmpty() || at.isAfter(newest.get().at)) {
        newest = Optional.of(new Signed(at, line));
      }
    }
    return newest.orElseThrow();
  }

  /// Whether it says more than another one of the same witness and log.
  boolean isNewerThan(Cosignature other) {
    return size > other.size || (size == other.size && at.isAfter(other.at));
  }
}
