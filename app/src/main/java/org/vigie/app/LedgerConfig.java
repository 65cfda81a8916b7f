package org.vigie.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.ledger.FreeText;

/// Who looks after the town's ledger, and how long its free text is kept: `ledger`.
///
/// @param witnesses who cosigns it from another machine
/// @param keepWords for how long what people typed into it is kept
record LedgerConfig(List<WitnessConfig> witnesses, Duration keepWords) {

  private static final Set<String> KEYS = Set.of("witnesses", "keep_words");

  /// More than the specification asks any log to have.
  private static final int MOST = 16;

  LedgerConfig {
    witnesses = List.copyOf(witnesses);
  }

  static LedgerConfig read(Document document) throws BadInput {
    var section = document.find("ledger");
    if (section.isEmpty()) {
      return new LedgerConfig(List.of(), FreeText.KEPT);
    }
    section.get().fields(KEYS);
    return new LedgerConfig(witnesses(section.get()), keepWords(section.get()));
  }

  private static Duration keepWords(Document section) throws BadInput {
    var given = section.find("keep_words");
    if (given.isEmpty()) {
      return FreeText.KEPT;
    }
    var kept = given.get().duration();
    if (kept.compareTo(FreeText.LEAST) < 0) {
      throw given
          .get()
          .wrong(
              "should be %d d or more: until then nobody destroys them unnoticed, and only the data-protection officer can, entry by entry"
                  .formatted(FreeText.LEAST.toDays()));
    }
    return kept;
  }

  private static List<WitnessConfig> witnesses(Document section) throws BadInput {
    var list = section.find("witnesses");
    if (list.isEmpty()) {
      return List.of();
    }
    var witnesses = new ArrayList<WitnessConfig>();
    var ids = new HashSet<String>();
    for (var item : list.get().list()) {
      var witness = WitnessConfig.read(item);
      if (!ids.add(witness.key().id())) {
        throw item.wrong(witness.key() + " stands here twice: name each witness once");
      }
      witnesses.add(witness);
    }
    if (witnesses.size() > MOST) {
      throw list.get().wrong("should name at most " + MOST + " witnesses");
    }
    return witnesses;
  }
}
