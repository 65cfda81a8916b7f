package org.vigie.custody.program;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.custody.Checkpoint;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianCall;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.OpeningRequest;
import org.vigie.custody.Pins;

/// What one custodian's program says of a request, beyond what it asks for.
///
/// @param hindrances why it is not approved; empty if it may be
/// @param notes what the person should know before they decide
record Scrutiny(List<Notice> hindrances, List<Notice> notes) {

  Scrutiny {
    hindrances = List.copyOf(hindrances);
    notes = List.copyOf(notes);
  }

  static Scrutiny of(OpeningRequest request, Custodian self, Pins pins, Instant now) {
    var hindrances = new ArrayList<Notice>();
    var notes = new ArrayList<Notice>();
    if (request.person().equals(self.person())) {
      hindrances.add(Say.OWN_REQUEST.of());
    }
    if (!now.isBefore(request.until())) {
      hindrances.add(Say.ENDED.of(request.until()));
    }
    if (request.asked().isAfter(now.plus(CustodianCall.TOLERANCE))) {
      notes.add(Say.ASKED_LATER.of(request.asked()));
    }
    var newest = pins.newest();
    var set = pins.find(request.set());
    if (newest.isEmpty()) {
      hindrances.add(Say.NO_SET.of());
    } else if (set.isEmpty()) {
      hindrances.add(Say.STRANGE_SET.of());
    } else {
      member(request, self, set.get(), hindrances);
      if (set.get().number() < newest.get().number()) {
        notes.add(Say.OLDER_SET.of(set.get().number(), newest.get().number()));
      }
    }
    ledger(request, pins, notes);
    return new Scrutiny(hindrances, notes);
  }

  private static void member(
      OpeningRequest request, Custodian self, CustodianSet set, List<Notice> hindrances) {
    if (!set.town().equals(request.town())) {
      hindrances.add(Say.OTHER_TOWN.of(request.town(), set.town()));
    }
    if (set.indexOf(self.id()).isEmpty()) {
      hindrances.add(Say.NOT_OF_SET.of());
    }
  }

  private static void ledger(OpeningRequest request, Pins pins, List<Notice> notes) {
    var named = Checkpoint.of(request.checkpoint());
    var size = named.map(Checkpoint::size).orElse(0L);
    var known = named.flatMap(one -> pins.seen(one.origin())).map(one -> one.checkpoint().size());
    switch (pins.judge(request)) {
      case CONTINUES -> {}
      case NOT_NAMED -> notes.add(Say.LEDGER_NOT_NAMED.of());
      case UNREADABLE -> notes.add(Say.LEDGER_UNREADABLE.of());
      case SHORTER -> notes.add(Say.LEDGER_SHORTER.of(size, known.orElse(0L)));
      case OTHER -> notes.add(Say.LEDGER_OTHER.of(size));
    }
  }
}
