package org.vigie.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.ledger.WitnessKey;

/// A witness that looks after the town's ledger: `ledger`, `witnesses` in the configuration.
///
/// @param address where it listens (`vigie witness serve`): checkpoints are brought there. Without
///     one it fetches them by itself (`vigie witness run`)
record WitnessConfig(WitnessKey key, Optional<URI> address) {

  private static final Set<String> KEYS = Set.of("witnesses");
  private static final Set<String> WITNESS_KEYS = Set.of("key", "address");

  /// More than the specification asks any log to have.
  private static final int MOST = 16;

  static List<WitnessConfig> read(Document document) throws BadInput {
    var section = document.find("ledger");
    if (section.isEmpty()) {
      return List.of();
    }
    section.get().fields(KEYS);
    var list = section.get().find("witnesses");
    if (list.isEmpty()) {
      return List.of();
    }
    var witnesses = new ArrayList<WitnessConfig>();
    var ids = new HashSet<String>();
    for (var line : list.get().list()) {
      var witness = witness(line);
      if (!ids.add(witness.key.id())) {
        throw line.wrong(witness.key + " stands here twice: name each witness once");
      }
      witnesses.add(witness);
    }
    if (witnesses.size() > MOST) {
      throw list.get().wrong("should name at most " + MOST + " witnesses");
    }
    return witnesses;
  }

  /// A line alone, or `key` and `address`.
  private static WitnessConfig witness(Document item) throws BadInput {
    if (!item.isMapping()) {
      return new WitnessConfig(key(item), Optional.empty());
    }
    item.fields(WITNESS_KEYS);
    var address = item.find("address");
    return new WitnessConfig(
        key(item.get("key")),
        address.isPresent() ? Optional.of(address(address.get())) : Optional.empty());
  }

  private static URI address(Document item) throws BadInput {
    try {
      var address = new URI(item.text());
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw item.wrong(
        "should be where `vigie witness serve` listens, such as https://witness.example.org/");
  }

  private static WitnessKey key(Document line) throws BadInput {
    try {
      return WitnessKey.read(line.text());
    } catch (BadInput e) {
      throw line.wrong(e.getMessage());
    }
  }
}
