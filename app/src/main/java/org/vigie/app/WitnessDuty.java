package org.vigie.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vigie.base.Clocks;
import org.vigie.governance.ledger.Cosignatures;
import org.vigie.governance.ledger.WitnessKey;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Says when a witness of the ledger has been silent for too long, or has signed what the ledger
/// does not continue any more. Of one thread.
final class WitnessDuty {

  static final Duration EVERY = Duration.ofMinutes(1);

  private static final String ASK_THERE =
      "Is `vigie witness run` at work on its machine, and does it reach this one? `vigie witness status` there says why.";

  private record Key(AlarmKind kind, String subject) {}

  private final Cosignatures cosignatures;
  private final Function<WitnessKey, Optional<WitnessPost.Failure>> failure;
  private final Alarms alarms;
  private final Clocks clocks;
  private Map<Key, String> raised = Map.of();

  /// @param failure why a witness that listens could not be reached, if it could not
  WitnessDuty(
      Cosignatures cosignatures,
      Function<WitnessKey, Optional<WitnessPost.Failure>> failure,
      Alarms alarms,
      Clocks clocks) {
    this.cosignatures = cosignatures;
    this.failure = failure;
    this.alarms = alarms;
    this.clocks = clocks;
  }

  /// An alarm for each, ended once it holds no more.
  void round() {
    var now = new HashMap<Key, String>();
    for (var standing : cosignatures.standings()) {
      if (standing.isSilent(clocks.wall())) {
        now.put(
            new Key(AlarmKind.WITNESS_SILENT, standing.witness().name()),
            "%s has not cosigned since %s: %d entries wait. %s"
                .formatted(
                    standing.witness().name(),
                    standing.newest().map(one -> one.at().toString()).orElse("it was named"),
                    standing.entries(),
                    failure
                        .apply(standing.witness())
                        .map(WitnessPost.Failure::why)
                        .orElse(ASK_THERE)));
      }
    }
    for (var witness : cosignatures.witnesses()) {
      failure
          .apply(witness)
          .filter(WitnessPost.Failure::contradicts)
          .ifPresent(
              refused ->
                  now.put(
                      new Key(AlarmKind.LEDGER_CONTRADICTED, witness.name()),
                      "%s has cosigned what the ledger does not continue, and refuses it (%s): it was rewritten, or put back from an older copy. `vigie verify ledger` with --seen and the witness' own copy says where."
                          .formatted(witness.name(), refused.why())));
    }
    try {
      for (var file : cosignatures.contradictions()) {
        now.put(
            new Key(AlarmKind.LEDGER_CONTRADICTED, id(file)),
            "%s is signed by the ledger and by a witness, and the ledger does not continue it: it was rewritten, or put back from an older copy. `vigie verify ledger` with --seen and this file says where. The alarm ends when the file is taken away."
                .formatted(file));
      }
    } catch (IOException e) {
      now.putAll(raised);
    }
    now.forEach((key, detail) -> alarms.raise(key.kind(), key.subject(), detail));
    raised.keySet().stream()
        .filter(key -> !now.containsKey(key))
        .forEach(key -> alarms.end(key.kind(), key.subject()));
    raised = now;
  }

  private static String id(Path file) {
    return String.valueOf(file.getFileName()).replace(".cosigned", "");
  }
}
