package org.vigie.server.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.Sha256;

/// A town's identity provider, by OpenID Connect's authorization code flow with PKCE, state and
/// nonce. Its description and keys are kept for an hour.
///
/// Always asks for a fresh sign-in there: workstations are shared, and whoever is still signed in
/// at
/// the provider is not who sits there now. Nothing is asked before somebody presses the button.
///
/// Safe for any thread.
public final class Provider implements AutoCloseable {

  private static final Duration KEPT = Duration.ofHours(1);

  /// After a failure the provider is left alone for so long, so that it holds up nobody's request.
  private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

  /// Keys are fetched out of turn so often at most, whatever tokens name.
  private static final Duration KEYS_APART = Duration.ofMinutes(1);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OidcSettings settings;
  private final Clocks clocks;
  private final OidcHttp http;

  private @Nullable Kept<Description> description;
  private @Nullable Kept<JWKSet> keys;
  private @Nullable Kept<OidcException> failure;

  private record Kept<T>(T what, Duration since) {}

  public Provider(OidcSettings settings, Clocks clocks) {
    this(settings, clocks, PATIENCE);
  }

  /// @param patience for one whole answer
  Provider(OidcSettings settings, Clocks clocks, Duration patience) {
    this.settings = settings;
    this.clocks = clocks;
    this.http = new OidcHttp(settings.trust(), patience);
  }

  /// Where to send the browser, and what to remember meanwhile.
  public record Begun(URI address, Flow flow) {}

  /// Begins a sign-in.
  ///
  /// @param back the page to which the provider sends the browser back, as it was told there
  public Begun begin(URI back) throws OidcException {
    var there = description();
    var flow = new Flow(random(), random(), random(), back, clocks.wall());
    var asks = new LinkedHashMap<String, String>();
    asks.put("response_type", "code");
    asks.put("client_id", settings.clientId());
    asks.put("redirect_uri", back.toString());
    asks.put(
        "scope",
        Stream.concat(Stream.of("openid"), new TreeSet<>(settings.scopes()).stream())
            .distinct()
            .collect(Collectors.joining(" ")));
    asks.put("state", flow.state());
    asks.put("nonce", flow.nonce());
    asks.put("code_challenge", challenge(flow.verifier()));
    asks.put("code_challenge_method", "S256");
    asks.put("prompt", "login");
    asks.put("max_age", "0");
    var address = there.authorization().toString();
    return new Begun(URI.create(address + (address.contains("?") ? "&" : "?") + form(asks)), flow);
  }

  /// Asks who came back. A code is shown to the provider once.
  public Identity finish(Flow flow, Answer answer) throws OidcException {
    if (!IdTokens.same(answer.state(), flow.state())) {
      throw new OidcException(OidcFault.OTHER_STATE);
    }
    var there = description();
    var issuer = settings.issuer().toString();
    boolean unnamed = answer.issuer().isEmpty();
    if (unnamed ? there.namesItself() : !answer.issuer().equals(issuer)) {
      throw new OidcException(OidcFault.MIXED_UP, answer.issuer());
    }
    if (!answer.error().isEmpty()) {
      throw new OidcException(
          OidcFault.DENIED, (answer.error() + " " + answer.description()).strip());
    }
    if (answer.code().isEmpty()) {
      throw new OidcException(OidcFault.NO_CODE);
    }
    var token = IdTokens.read(exchange(there, flow, answer.code()));
    var candidates = IdTokens.keys(token, keys(there, false));
    if (candidates.isEmpty()) {
      candidates = IdTokens.keys(token, keys(there, true));
    }
    var now = clocks.wall();
    var claims = check(there, token, candidates, flow, now);
    var all = claims.getClaims();
    return new Identity(
        issuer,
        claims.getSubject(),
        Claims.name(all, settings.nameClaim()),
        Claims.texts(all, settings.rolesClaim()),
        IdTokens.authenticated(claims, flow, now),
        Stream.of("amr", "acr")
            .flatMap(claim -> Claims.texts(all, claim).stream())
            .anyMatch(settings.secondFactorDone()::contains));
  }

  /// A provider may change its key and keep its name, or give keys no names: where none that is
  /// known fits, they are asked for once more.
  private JWTClaimsSet check(
      Description there, SignedJWT token, List<JWK> candidates, Flow flow, Instant now)
      throws OidcException {
    try {
      return IdTokens.check(token, candidates, settings, flow, now);
    } catch (OidcException e) {
      if (e.fault() != OidcFault.SIGNATURE) {
        throw e;
      }
      var fresh = IdTokens.keys(token, keys(there, true));
      return IdTokens.check(token, fresh, settings, flow, now);
    }
  }

  /// Asks for the description and the keys, as the first sign-in will.
  public void look() throws OidcException {
    keys(description(), false);
  }

  private String exchange(Description there, Flow flow, String code) throws OidcException {
    var asks = new LinkedHashMap<String, String>();
    asks.put("grant_type", "authorization_code");
    asks.put("code", code);
    asks.put("redirect_uri", flow.back().toString());
    asks.put("code_verifier", flow.verifier());
    Optional<String> authorization = Optional.empty();
    if (there.clientInForm()) {
      asks.put("client_id", settings.clientId());
      asks.put("client_secret", settings.secret());
    } else {
      // RFC 6749, section 2.3.1: both are written as in a form first.
      var pair = encoded(settings.clientId()) + ":" + encoded(settings.secret());
      authorization =
          Optional.of(
              "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    var reply = http.post(there.token(), form(asks), authorization);
    if (reply.status() != 200) {
      throw refused(reply);
    }
    if (Description.object(reply.body()).get("id_token") instanceof String token) {
      return token;
    }
    throw new OidcException(OidcFault.NO_TOKEN);
  }

  private static OidcException refused(OidcHttp.Reply reply) {
    var error = "";
    try {
      var says = JSONObjectUtils.parse(new String(reply.body(), StandardCharsets.UTF_8));
      error = says.get("error") instanceof String word ? word : "";
    } catch (ParseException e) {
      // The status has to do.
    }
    return switch (error) {
      case "invalid_grant" -> new OidcException(OidcFault.CODE_REFUSED, error);
      case "invalid_client", "unauthorized_client" ->
          new OidcException(OidcFault.CLIENT_REFUSED, error);
      default -> new OidcException(OidcFault.STATUS, (reply.status() + " " + error).strip());
    };
  }

  private synchronized Description description() throws OidcException {
    var kept = description;
    if (kept != null && isFresh(kept, KEPT)) {
      return kept.what();
    }
    var fetched =
        Description.parse(
            fetch(
                URI.create(
                    settings.issuer().toString().replaceFirst("/$", "")
                        + "/.well-known/openid-configuration")),
            settings.issuer().toString());
    description = new Kept<>(fetched, clocks.elapsed());
    return fetched;
  }

  private synchronized JWKSet keys(Description there, boolean again) throws OidcException {
    var kept = keys;
    if (kept != null && isFresh(kept, again ? KEYS_APART : KEPT)) {
      return kept.what();
    }
    try {
      var fetched = JWKSet.parse(Description.object(fetch(there.keys())));
      keys = new Kept<>(fetched, clocks.elapsed());
      return fetched;
    } catch (ParseException e) {
      throw new OidcException(OidcFault.UNREADABLE, "keys");
    }
  }

  private synchronized byte[] fetch(URI address) throws OidcException {
    var failed = failure;
    if (failed != null && isFresh(failed, LEFT_ALONE)) {
      throw failed.what();
    }
    failure = null;
    try {
      var reply = http.get(address);
      if (reply.status() != 200) {
        throw new OidcException(OidcFault.STATUS, reply.status() + ", " + address);
      }
      return reply.body();
    } catch (OidcException e) {
      failure = new Kept<>(e, clocks.elapsed());
      throw e;
    }
  }

  private boolean isFresh(Kept<?> kept, Duration life) {
    return clocks.elapsed().compareTo(kept.since().plus(life)) < 0;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String challenge(String verifier) {
    return letters(Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return letters(bytes);
  }

  private static String letters(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    http.close();
  }
}
