package org.vigie.governance;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;

/// Which legal profiles a town was judged under, in which version; a fold of the ledger. Used by
/// one
/// thread, at the start.
final class Profiles {

  static final String ADOPTED = "profile.adopted";
  static final String REFUSED = "profile.refused";

  private record Known(int version, String sha256) {
    boolean isAfter(LegalProfile profile) {
      return profile.version() < version
          || (profile.version() == version && !profile.origin().sha256().equals(sha256));
    }
  }

  private final Map<String, Known> newest = new HashMap<>();
  private @Nullable Map<String, Object> last;

  void fold(Recorded recorded) {
    var entry = recorded.entry();
    if (entry.kind().equals(ADOPTED)) {
      last = entry.facts();
      if (entry.facts().get("version") instanceof Number version) {
        newest.put(entry.text("profile"), new Known(version.intValue(), entry.text("sha256")));
      }
    }
  }

  /// Puts a profile on record, if it is another than the last time.
  ///
  /// @throws IOException if it is a town's own and an older version than one adopted before, or
  ///     changed without a new version: a profile that was signed once is not brought back; that is
  ///     in the ledger
  void adopt(LegalProfile profile, Ledger ledger) throws IOException {
    var origin = profile.origin();
    var facts = facts(profile);
    var known = newest.get(profile.name());
    if (known != null && !origin.builtIn() && known.isAfter(profile)) {
      var why =
          "The legal profile %s is of version %d, and version %d was in force before: a change of it has a higher version, and is signed anew."
              .formatted(profile.name(), profile.version(), known.version());
      var refused = new HashMap<>(facts);
      refused.put("why", why);
      ledger.append(new Entry(REFUSED, Actors.VIGIE, refused));
      throw new IOException(why);
    }
    var entry = new Entry(ADOPTED, Actors.VIGIE, facts);
    if (!entry.facts().equals(last)) {
      ledger.append(entry);
    }
  }

  private static Map<String, Object> facts(LegalProfile profile) {
    return Map.of(
        "profile", profile.name(),
        "version", profile.version(),
        "sha256", profile.origin().sha256(),
        "built_in", profile.origin().builtIn(),
        "signed_by", profile.origin().signedBy());
  }
}
