package org.vigie.base.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.RandomIds;

/// What a camera asks of whoever wants its stream (`WWW-Authenticate`), and how it is answered.
public sealed interface Challenge {

  /// The `Authorization` field for one request.
  ///
  /// @param uri exactly as in the request's first line
  String answer(Credentials credentials, String method, String uri);

  /// Whether the camera only wants a newer nonce.
  boolean isStale();

  /// The strongest of the challenges that can be answered: Digest with SHA-256, Digest with MD5,
  /// Basic.
  static Optional<Challenge> strongest(List<String> fields) {
    return fields.stream()
        .map(Challenge::parse)
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(Challenge::strength));
  }

  private static int strength(Challenge challenge) {
    return switch (challenge) {
      case Basic b -> 0;
      case Digest d -> d.algorithm.equals("SHA-256") ? 2 : 1;
    };
  }

  private static Optional<Challenge> parse(String field) {
    var words = field.strip().split("\\s+", 2);
    var scheme = words[0].toLowerCase(Locale.ROOT);
    if (scheme.equals("basic")) {
      return Optional.of(new Basic());
    }
    return scheme.equals("digest") && words.length == 2
        ? Digest.parse(Parameters.read(words[1], ','))
        : Optional.empty();
  }

  /// RFC 7617. The password crosses the network readable; used only where nothing better is
  /// offered.
  record Basic() implements Challenge {

    @Override
    public String answer(Credentials credentials, String method, String uri) {
      var pair = credentials.user() + ":" + credentials.password();
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isStale() {
      return false;
    }
  }

  /// RFC 7616, and RFC 2069 where the camera offers no `qop`.
  final class Digest implements Challenge {

    private final String algorithm;
    private final boolean session;
    private final Map<String, String> parameters;
    private final boolean qop;
    private final String clientNonce = RandomIds.hex(8);
    private int uses;

    private Digest(String algorithm, boolean session, Map<String, String> parameters, boolean qop) {
      this.algorithm = algorithm;
      this.session = session;
      this.parameters = parameters;
      this.qop = qop;
    }

    private static Optional<Challenge> parse(Map<String, String> parameters) {
      var name = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
      boolean session = name.endsWith("-SESS");
      var plain = session ? name.substring(0, name.length() - 5) : name;
      var offered = parameters.getOrDefault("qop", "");
      boolean auth =
          Arrays.asList(offered.toLowerCase(Locale.ROOT).split("[ ,]+")).contains("auth");
      boolean known = plain.equals("MD5") || plain.equals("SHA-256");
      return known && parameters.containsKey("nonce") && (offered.isBlank() || auth)
          ? Optional.of(new Digest(plain, session, parameters, auth))
          : Optional.empty();
    }

    @Override
    public String answer(Credentials credentials, String method, String uri) {
      var realm = parameters.getOrDefault("realm", "");
      var nonce = parameters.getOrDefault("nonce", "");
      var count = "%08x".formatted(++uses);
      var secret = hash(credentials.user() + ":" + realm + ":" + credentials.password());
      if (session) {
        secret = hash(secret + ":" + nonce + ":" + clientNonce);
      }
      var request = hash(method + ":" + uri);
      var response =
          qop
              ? hash(secret + ":" + nonce + ":" + count + ":" + clientNonce + ":auth:" + request)
              : hash(secret + ":" + nonce + ":" + request);
      var field = new StringBuilder("Digest username=").append(quote(credentials.user()));
      field.append(", realm=").append(quote(realm)).append(", nonce=").append(quote(nonce));
      field.append(", uri=").append(quote(uri)).append(", response=").append(quote(response));
      if (parameters.containsKey("algorithm")) {
        field.append(", algorithm=").append(algorithm).append(session ? "-sess" : "");
      }
      if (parameters.containsKey("opaque")) {
        field.append(", opaque=").append(quote(parameters.getOrDefault("opaque", "")));
      }
      if (qop) {
        field.append(", qop=auth, nc=").append(count);
      }
      if (qop || session) {
        field.append(", cnonce=").append(quote(clientNonce));
      }
      return field.toString();
    }

    @Override
    public boolean isStale() {
      return parameters.getOrDefault("stale", "").equalsIgnoreCase("true");
    }

    private String hash(String text) {
      try {
        var digest = MessageDigest.getInstance(algorithm);
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + algorithm, e);
      }
    }

    private static String quote(String value) {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }
}
