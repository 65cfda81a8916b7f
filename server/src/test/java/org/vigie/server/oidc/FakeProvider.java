package org.vigie.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.vigie.base.Sha256;

/// An OpenID provider on a real socket that keeps the rules of the code flow, but where a test
/// tells
/// it to break one.
public final class FakeProvider implements AutoCloseable {

  public static final String CLIENT = "vigie";

  /// With signs that a form writes otherwise.
  public static final String SECRET = "s3cret & more:than=that";

  /// Making one takes a while.
  private static final RSAKey SHARED = key("k1", 2048);

  final RSAKey key = SHARED;
  final AtomicInteger descriptions = new AtomicInteger();
  final AtomicInteger keyFetches = new AtomicInteger();
  final List<String> elsewhere = new ArrayList<>();

  /// What is published.
  volatile JWKSet published = new JWKSet(key.toPublicJWK());

  /// Makes the token of the claims.
  volatile Signer signer = claims -> sign(key, claims);

  /// Answers in place of the provider, by path.
  final Map<String, HttpHandler> broken = new ConcurrentHashMap<>();

  /// Changes what the provider says of itself.
  volatile Consumer<Map<String, Object>> describes = says -> {};

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Issued> codes = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  private record Issued(Map<String, String> asked, Map<String, Object> claims) {}

  interface Signer {
    String token(Map<String, Object> claims) throws JOSEException;
  }

  public FakeProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    on("/.well-known/openid-configuration", this::describe);
    on("/keys", this::keys);
    on("/token", this::token);
    on(
        "/elsewhere",
        exchange -> {
          elsewhere.add(exchange.getRequestURI().toString());
          reply(exchange, 200, "{}");
        });
    server.start();
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The settings of a town that signs in here.
  public OidcSettings settings(List<OidcSettings.RoleOf> roles, boolean localForAdministrators) {
    return new OidcSettings(
        issuer(),
        CLIENT,
        SECRET,
        new OidcSettings.Label("la mairie", "the town hall"),
        Set.of("profile"),
        "name",
        "groups",
        roles,
        Set.of("mfa"),
        localForAdministrators,
        java.util.Optional.empty());
  }

  /// Somebody signs in on the provider's page: what their browser then brings back.
  ///
  /// @param address to which they were sent
  public Map<String, String> signIn(URI address, Map<String, Object> claims) {
    var asked = form(address.getRawQuery());
    var code = "code-" + numbers.incrementAndGet();
    var now = Instant.now().getEpochSecond();
    var all = new LinkedHashMap<String, Object>();
    all.put("iss", issuer().toString());
    all.put("aud", asked.get("client_id"));
    all.put("iat", now);
    all.put("exp", now + 300);
    all.put("nonce", asked.get("nonce"));
    all.put("auth_time", now);
    claims.forEach(
        (name, value) -> {
          if (value.equals("")) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    codes.put(code, new Issued(asked, all));
    return Map.of("code", code, "state", asked.getOrDefault("state", ""));
  }

  static Map<String, String> form(String text) {
    var fields = new LinkedHashMap<String, String>();
    for (var pair : text.split("&")) {
      var at = pair.indexOf('=');
      fields.put(pair.substring(0, at), decoded(pair.substring(at + 1)));
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static RSAKey key(String id, int bits) {
    try {
      return new RSAKeyGenerator(bits, bits < 2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(RSAKey key, Map<String, Object> claims) throws JOSEException {
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID(key.getKeyID())
              .type(JOSEObjectType.JWT)
              .build();
      var token = new SignedJWT(header, JWTClaimsSet.parse(claims));
      token.sign(new RSASSASigner(key.toPrivateKey(), true));
      return token.serialize();
    } catch (java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private void on(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            broken.getOrDefault(path, handler).handle(exchange);
          }
        });
  }

  private void describe(HttpExchange exchange) throws IOException {
    descriptions.incrementAndGet();
    var says = new LinkedHashMap<String, Object>();
    says.put("issuer", issuer().toString());
    says.put("authorization_endpoint", issuer() + "/authorize");
    says.put("token_endpoint", issuer() + "/token");
    says.put("jwks_uri", issuer() + "/keys");
    describes.accept(says);
    reply(exchange, 200, JSONObjectUtils.toJSONString(says));
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyFetches.incrementAndGet();
    reply(exchange, 200, published.toString());
  }

  private void token(HttpExchange exchange) throws IOException {
    var asked = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!isClient(authorization, asked)) {
      reply(exchange, 401, "{\"error\": \"invalid_client\"}");
      return;
    }
    var issued = codes.remove(asked.getOrDefault("code", ""));
    if (issued == null
        || !challenge(asked.getOrDefault("code_verifier", ""))
            .equals(issued.asked().get("code_challenge"))
        || !asked.getOrDefault("redirect_uri", "").equals(issued.asked().get("redirect_uri"))) {
      reply(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    try {
      var says = new LinkedHashMap<String, Object>();
      says.put("access_token", "unused");
      says.put("token_type", "Bearer");
      var token = signer.token(issued.claims());
      if (!token.isEmpty()) {
        says.put("id_token", token);
      }
      reply(exchange, 200, JSONObjectUtils.toJSONString(says));
    } catch (JOSEException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static boolean isClient(
      @org.jspecify.annotations.Nullable String authorization, Map<String, String> asked) {
    if (authorization == null) {
      return CLIENT.equals(asked.get("client_id")) && SECRET.equals(asked.get("client_secret"));
    }
    var pair =
        new String(
            Base64.getDecoder().decode(authorization.replaceFirst("^Basic ", "")),
            StandardCharsets.UTF_8);
    var at = pair.indexOf(':');
    return decoded(pair.substring(0, at)).equals(CLIENT)
        && decoded(pair.substring(at + 1)).equals(SECRET);
  }

  private static String challenge(String verifier) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  static void reply(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// Nobody answers at its address any more.
  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
