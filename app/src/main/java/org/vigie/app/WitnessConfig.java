package org.vigie.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.ledger.WitnessKey;

/// A witness that looks after the town's ledger: an item of `ledger`, `witnesses`.
///
/// @param address where it listens (`vigie witness serve`): checkpoints are brought there. Without
///     one it fetches them by itself (`vigie witness run`)
record WitnessConfig(WitnessKey key, Optional<URI> address) {

  private static final Set<String> KEYS = Set.of("key", "address");

  /// A line alone, or `key` and `address`.
  static WitnessConfig read(Document item) throws BadInput {
    if (!item.isMapping()) {
      return new WitnessConfig(key(item), Optional.empty());
    }
    item.fields(KEYS);
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
