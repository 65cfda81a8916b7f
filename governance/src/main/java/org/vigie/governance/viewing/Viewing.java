package org.vigie.governance.viewing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Something that was noticed, with what the data-protection officer did about it.
///
/// @param entry its index in the ledger, which names it
/// @param at when it was written there
public record Viewing(long entry, Instant at, Noticed noticed, List<Answer> answers) {

  /// @param by the officer's staff id
  public record Answer(Instant at, String by, ViewingAnswer answer, String note) {}

  public Viewing {
    answers = List.copyOf(answers);
  }

  /// Nobody has looked into it yet.
  public boolean isWaiting() {
    return answers.isEmpty();
  }

  Viewing with(Answer next) {
    var all = new ArrayList<>(answers);
    all.add(next);
    return new Viewing(entry, at, noticed, all);
  }
}
