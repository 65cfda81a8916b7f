package org.vigie.relay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.RandomIds;
import org.vigie.base.login.Parameters;

/// Asks one connection for the password of its relay, by Digest (RFC 7616, RFC 2617), and checks
/// what it answers. Basic is never offered. The nonce is the connection's: what somebody overheard
/// is of use on no other one. Used by one thread.
final class Guard {

  private static final String REALM = "Vigie";

  /// MD5 last: of several, FFmpeg and live555 answer the last one, and know no other. RFC 7616 asks
  /// for the strongest first.
  private static final List<String> ALGORITHMS = List.of("SHA-256", "MD5");

  private final Map<String, String> passwords;
  private final String nonce = RandomIds.hex(16);

  /// @param passwords by name
  Guard(Map<String, String> passwords) {
    this.passwords = passwords;
  }

  /// The `WWW-Authenticate` fields.
  List<String> challenges() {
    return ALGORITHMS.stream()
        .map(
            name ->
                "Digest realm=\"%s\", qop=\"auth\", algorithm=%s, nonce=\"%s\""
                    .formatted(REALM, name, nonce))
        .toList();
  }

  /// The name in an `Authorization` field, unproved; empty where there is none.
  static String claimed(String field) {
    return parameters(field).getOrDefault("username", "");
  }

  /// The name of the relay that has proved itself in a request.
  ///
  /// @param path that is asked for; the field must be about the same
  Optional<String> check(String method, String path, String field) {
    var given = parameters(field);
    var name = given.getOrDefault("username", "");
    var algorithm = given.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    var uri = given.getOrDefault("uri", "");
    var password = passwords.get(name);
    if (!nonce.equals(given.get("nonce"))
        || !REALM.equals(given.get("realm"))
        || !ALGORITHMS.contains(algorithm)
        || !Request.path(uri).equals(path)) {
      return Optional.empty();
    }
    // Of a name that is none a password nobody knows is checked: it takes as long.
    var secret = hash(algorithm, name + ":" + REALM + ":" + (password == null ? nonce : password));
    var request = hash(algorithm, method + ":" + uri);
    var qop = given.getOrDefault("qop", "");
    var expected =
        qop.isEmpty()
            ? hash(algorithm, secret + ":" + nonce + ":" + request)
            : hash(
                algorithm,
                String.join(
                    ":",
                    secret,
                    nonce,
                    given.getOrDefault("nc", ""),
                    given.getOrDefault("cnonce", ""),
                    qop,
                    request));
    boolean right =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8),
            given.getOrDefault("response", "").getBytes(StandardCharsets.UTF_8));
    return right && password != null ? Optional.of(name) : Optional.empty();
  }

  private static Map<String, String> parameters(String field) {
    var words = field.split(" ", 2);
    return words.length == 2 && words[0].equalsIgnoreCase("digest")
        ? Parameters.read(words[1], ',')
        : Map.of();
  }

  private static String hash(String algorithm, String text) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
