package org.vigie.governance.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// The authorities whose public keys a town knows: each of them must sign what it decides. Whom it
/// does not know decides unsigned. Immutable.
///
/// Names are compared without case, accents' encoding and spacing, so that another spelling of a
/// name does not pass as somebody without a key.
public final class Authorities {

  /// Of acts.
  public static final String ACT = "vigie-act";

  /// Of a town's own legal profile.
  public static final String PROFILE = "vigie-profile";

  /// A signature is about 300 bytes.
  private static final int MOST_BYTES = 8 * 1024;

  private final String town;
  private final Map<String, List<AuthorityKey>> keys;

  private Authorities(String town, Map<String, List<AuthorityKey>> keys) {
    this.town = town;
    this.keys = keys;
  }

  /// No key is known.
  public static Authorities none() {
    return new Authorities("", Map.of());
  }

  /// @param town as in its configuration: what is signed for one town is not valid in another
  /// @param keys of each authority, by its name as its acts write it; several while one takes the
  ///     place of another
  /// @throws BadInput if two names are the same but for their spelling
  public static Authorities of(String town, Map<String, List<AuthorityKey>> keys) throws BadInput {
    var known = new HashMap<String, List<AuthorityKey>>();
    for (var authority : keys.entrySet()) {
      if (known.put(plain(authority.getKey()), List.copyOf(authority.getValue())) != null) {
        throw new BadInput("names " + authority.getKey() + " twice");
      }
    }
    return new Authorities(town, Map.copyOf(known));
  }

  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".sig");
  }

  /// Whether a key of this authority is known, so that it must sign.
  public boolean mustSign(String authority) {
    return keys.containsKey(plain(authority));
  }

  /// Checks an act, a mapping with the keys `authority` and, where signed, `town`.
  ///
  /// @param bytes of the file, the same that `document` was read from
  /// @return the fingerprint of the key that signed it; empty if its authority has none
  /// @throws BadInput naming file, authority and what would be right, if it must be signed and is
  ///     not, or not rightly, or not for this town
  public String checkAct(Document document, byte[] bytes) throws BadInput {
    var authority = document.get("authority");
    var name = authority.text();
    var expected = keys.get(plain(name));
    if (expected == null) {
      return "";
    }
    var by = check(document.file(), bytes, authority, expected, ACT);
    requireTown(document, name);
    return by;
  }

  /// Checks a town's own profile, which any of the authorities must have signed: the one that its
  /// key `authority` names.
  ///
  /// @return as [#checkAct], never empty
  public String checkProfile(Document document, byte[] bytes) throws BadInput {
    var authority = document.get("authority");
    var expected = keys.get(plain(authority.text()));
    if (expected == null) {
      throw authority.wrong(
          "the key of '%s' is not known: a town's own profile is signed by an authority that the configuration names under 'authorities'"
              .formatted(authority.text()));
    }
    return check(document.file(), bytes, authority, expected, PROFILE);
  }

  private void requireTown(Document document, String authority) throws BadInput {
    var named = document.find("town");
    if (named.isEmpty()) {
      throw document.wrong(
          "an act that %s signs says for which town: add 'town: %s', and have it signed again"
              .formatted(authority, town));
    }
    if (!plain(named.get().text()).equals(plain(town))) {
      throw named
          .get()
          .wrong(
              "%s signed this act for %s, and this town is %s"
                  .formatted(authority, named.get().text(), town));
    }
  }

  private String check(
      Path file, byte[] bytes, Document authority, List<AuthorityKey> expected, String namespace)
      throws BadInput {
    var name = authority.text();
    var beside = beside(file);
    var said = read(beside, authority, namespace);
    try {
      var signature = DetachedSignature.parse(said);
      var key = signature.key();
      if (!expected.contains(key)) {
        throw authority.wrong(
            "%s was signed with the key %s%s; the keys of %s are %s"
                .formatted(
                    beside.getFileName(),
                    key.fingerprint(),
                    whose(key),
                    name,
                    expected.stream()
                        .map(AuthorityKey::fingerprint)
                        .collect(Collectors.joining(", "))));
      }
      if (!signature.namespace().equals(namespace)) {
        throw authority.wrong(
            "%s was made for '%s', not for '%s': have it signed with %s"
                .formatted(
                    beside.getFileName(), signature.namespace(), namespace, how(file, namespace)));
      }
      if (!signature.holds(bytes)) {
        throw authority.wrong(
            "%s is no signature of this file by %s: the file was changed after it was signed, or it is the signature of another; put back what was signed, or have this signed with %s"
                .formatted(beside.getFileName(), name, how(file, namespace)));
      }
      return key.fingerprint();
    } catch (IllegalArgumentException e) {
      throw authority.wrong(
          "%s should be the Ed25519 signature of %s: %s; it is made with %s"
              .formatted(beside.getFileName(), name, e.getMessage(), how(file, namespace)));
    }
  }

  private String read(Path beside, Document authority, String namespace) throws BadInput {
    try {
      if (!Files.isRegularFile(beside)) {
        throw authority.wrong(
            "%s must sign this, and there is no %s: it is made with %s"
                .formatted(
                    authority.text(), beside.getFileName(), how(authority.file(), namespace)));
      }
      if (Files.size(beside) > MOST_BYTES) {
        throw authority.wrong(beside.getFileName() + " is too large to be a signature");
      }
      return Files.readString(beside, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw authority.wrong(beside.getFileName() + " cannot be read: " + e.getMessage());
    }
  }

  private String whose(AuthorityKey key) {
    return keys.values().stream().anyMatch(of -> of.contains(key))
        ? ", which is another authority's"
        : ", which is nobody's that this town knows";
  }

  private static String how(Path file, String namespace) {
    return "ssh-keygen -Y sign -f KEY -n " + namespace + " " + file.getFileName();
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("\\p{Cf}", "")
        .replaceAll("[\\s\\p{Z}]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
