package org.vigie.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.ledger.WitnessKey;

/// Reads which witnesses look after the town's ledger: `ledger`, `witnesses`.
final class WitnessConfig {

  private static final Set<String> KEYS = Set.of("witnesses");

  /// More than the specification asks any log to have.
  private static final int MOST = 16;

  private WitnessConfig() {}

  static List<WitnessKey> read(Document document) throws BadInput {
    var section = document.find("ledger");
    if (section.isEmpty()) {
      return List.of();
    }
    section.get().fields(KEYS);
    var list = section.get().find("witnesses");
    if (list.isEmpty()) {
      return List.of();
    }
    var witnesses = new ArrayList<WitnessKey>();
    var ids = new HashSet<String>();
    for (var line : list.get().list()) {
      var witness = key(line);
      if (!ids.add(witness.id())) {
        throw line.wrong(witness + " stands here twice: name each witness once");
      }
      witnesses.add(witness);
    }
    if (witnesses.size() > MOST) {
      throw list.get().wrong("should name at most " + MOST + " witnesses");
    }
    return witnesses;
  }

  private static WitnessKey key(Document line) throws BadInput {
    try {
      return WitnessKey.read(line.text());
    } catch (BadInput e) {
      throw line.wrong(e.getMessage());
    }
  }
}
