package org.vigie.verify.witness;

import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.util.List;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Target;
import org.vigie.governance.ledger.LedgerTargets;
import org.vigie.verify.Fault;
import org.vigie.verify.Head;

/// What a witness reads of others: a log may send it anything.
public final class WitnessTargets {

  private static final String HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

  private WitnessTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "witness-call",
            List.of(Fault.class),
            Target.Bound.of(1 << 20, 256),
            () ->
                texts(
                    "old 3\n" + HASH + HASH + "\nvigie/town/2031\n4\n" + HASH + "\n— w AAAAAAA=\n"),
            input -> call(text(input))),
        Target.of(
            "witness-town-key",
            List.of(Fault.class),
            Target.Bound.of(512 << 10, 128),
            () -> texts(LedgerTargets.verifier()),
            input -> {
              var key = TownKey.read(text(input), "fuzz");
              Inputs.require(key.signs(key.key().name()), "a key signs its own log");
              Inputs.require(!key.signs("../" + key.key().name()), "and none outside");
            }));
  }

  private static void call(String body) throws Fault {
    var call = AddCheckpoint.Call.read(body);
    Inputs.require(call.oldSize() >= 0 && call.proof().size() <= 63, "within its bounds");
    var before = new Head("log", call.oldSize(), new byte[32]);
    for (long size : new long[] {0, 1, call.oldSize(), call.oldSize() + 1, Long.MAX_VALUE}) {
      boolean same = size == call.oldSize();
      Inputs.require(
          same
              || call.oldSize() == 0
              || !Consistency.holds(before, new Head("log", size, new byte[32]), call.proof()),
          "nobody finds a proof between two trees of zeros");
    }
  }
}
