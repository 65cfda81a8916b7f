package org.vigie.custody.program;

import java.util.ArrayList;
import org.vigie.custody.Bundle;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.Envelope;
import org.vigie.custody.OpeningRequest;
import org.vigie.custody.Rehearsal;

/// A town's request, sent to other custodians than its own, or with other words.
final class Requests {

  private Requests() {}

  static Bundle to(Rehearsal town, CustodianSet set) throws Exception {
    var usual = town.request(new byte[32]);
    var envelopes = new ArrayList<Envelope>();
    for (int i = 0; i < town.keys.size(); i++) {
      envelopes.add(Envelope.seal(town.keys.get(i), usual.reels().get(i).hash(), set));
    }
    return new Bundle(
        new OpeningRequest(
            usual.town(),
            usual.number(),
            usual.person(),
            usual.cameras(),
            usual.from(),
            usual.to(),
            usual.use(),
            usual.reason(),
            usual.asked(),
            usual.until(),
            set.hash(),
            usual.key(),
            usual.checkpoint(),
            usual.headers()),
        envelopes);
  }

  static Bundle saying(Rehearsal town, String person, String reason, String checkpoint) {
    var usual = town.request(new byte[32]);
    return new Bundle(
        new OpeningRequest(
            usual.town(),
            usual.number(),
            person,
            usual.cameras(),
            usual.from(),
            usual.to(),
            usual.use(),
            reason,
            usual.asked(),
            usual.until(),
            usual.set(),
            usual.key(),
            checkpoint,
            usual.headers()),
        town.envelopes);
  }
}
