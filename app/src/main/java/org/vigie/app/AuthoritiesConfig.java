package org.vigie.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.signing.Authorities;
import org.vigie.governance.signing.AuthorityKey;

/// Reads `authorities`: whose signature the town's acts need.
final class AuthoritiesConfig {

  private static final Set<String> KEYS = Set.of("name", "keys");

  private AuthoritiesConfig() {}

  static Authorities read(Document document, String town) throws BadInput {
    var list = document.find("authorities");
    var keys = new LinkedHashMap<String, List<AuthorityKey>>();
    if (list.isPresent()) {
      for (var authority : list.get().list()) {
        authority.fields(KEYS);
        var name = authority.get("name");
        if (keys.put(name.text(), keys(authority.get("keys"))) != null) {
          throw name.wrong("stands here twice: write all keys of one authority in its list");
        }
      }
    }
    try {
      return Authorities.of(town, keys);
    } catch (BadInput e) {
      throw list.orElse(document).wrong(e.getMessage());
    }
  }

  private static List<AuthorityKey> keys(Document list) throws BadInput {
    var keys = new ArrayList<AuthorityKey>();
    for (var key : list.list()) {
      try {
        keys.add(AuthorityKey.parse(key.text()));
      } catch (BadInput e) {
        throw key.wrong(e.getMessage());
      }
    }
    if (keys.isEmpty()) {
      throw list.wrong("names no key: leave the authority out, and its acts are unsigned");
    }
    return keys;
  }
}
