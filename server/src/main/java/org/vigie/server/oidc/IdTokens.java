package org.vigie.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges an ID token (OpenID Connect Core 1.0, section 3.1.3.7, with RFC 8725): by signature,
/// whose
/// it is, whom it is for, when, and for which sign-in. Pure.
final class IdTokens {

  static final Duration OFFSET = Duration.ofSeconds(60);

  /// Signatures by a key that the provider alone has. Whoever may check a MAC may also make one,
  /// and
  /// `none` is none.
  private static final Set<JWSAlgorithm> TAKEN =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_SUBJECT = 255;

  private IdTokens() {}

  /// The token, if its header is one that is taken.
  static SignedJWT read(String token) throws OidcException {
    try {
      var parsed = JWTParser.parse(token);
      var algorithm = parsed.getHeader().getAlgorithm();
      if (parsed instanceof SignedJWT signed && TAKEN.contains(signed.getHeader().getAlgorithm())) {
        return signed;
      }
      throw new OidcException(OidcFault.ALGORITHM, String.valueOf(algorithm));
    } catch (ParseException e) {
      throw new OidcException(OidcFault.TOKEN_UNREADABLE, "no JSON Web Token");
    }
  }

  /// The keys that may have signed a token.
  static List<JWK> keys(SignedJWT token, JWKSet published) {
    return new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader())).select(published);
  }

  /// @param keys one of which must have signed it
  /// @param now by this machine's clock
  static JWTClaimsSet check(
      SignedJWT token, List<JWK> keys, OidcSettings settings, Flow flow, Instant now)
      throws OidcException {
    verify(token, keys);
    try {
      var claims = token.getJWTClaimsSet();
      audience(claims, settings);
      times(claims, flow, now);
      if (!same(claims.getStringClaim("nonce"), flow.nonce())) {
        throw new OidcException(OidcFault.WRONG_NONCE);
      }
      var subject = claims.getSubject();
      if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
        throw new OidcException(OidcFault.TOKEN_UNREADABLE, "sub");
      }
      return claims;
    } catch (ParseException e) {
      throw new OidcException(OidcFault.TOKEN_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private static void verify(SignedJWT token, List<JWK> keys) throws OidcException {
    if (keys.isEmpty()) {
      throw new OidcException(OidcFault.NO_SUCH_KEY);
    }
    boolean strong = false;
    for (var key : keys) {
      if (KeyType.RSA.equals(key.getKeyType()) && key.size() < SHORTEST_RSA) {
        continue;
      }
      strong = true;
      try {
        var verifier =
            new DefaultJWSVerifierFactory()
                .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey());
        if (token.verify(verifier)) {
          return;
        }
      } catch (JOSEException e) {
        // A key that does not suit the algorithm has not signed it.
      }
    }
    throw new OidcException(strong ? OidcFault.SIGNATURE : OidcFault.WEAK_KEY);
  }

  private static void audience(JWTClaimsSet claims, OidcSettings settings)
      throws OidcException, ParseException {
    var issuer = claims.getIssuer();
    if (!settings.issuer().toString().equals(issuer)) {
      throw new OidcException(OidcFault.WRONG_ISSUER, String.valueOf(issuer));
    }
    var audience = claims.getAudience();
    var party = claims.getStringClaim("azp");
    boolean ours = audience.contains(settings.clientId());
    boolean alone = audience.size() == 1;
    if (!ours || (party == null ? !alone : !party.equals(settings.clientId()))) {
      throw new OidcException(
          OidcFault.WRONG_AUDIENCE,
          String.join(", ", audience) + (party == null ? "" : "; azp " + party));
    }
  }

  private static void times(JWTClaimsSet claims, Flow flow, Instant now) throws OidcException {
    var issued = instant(claims.getIssueTime(), "iat");
    var ends = instant(claims.getExpirationTime(), "exp");
    // It was made between the moment that the browser was sent there and now.
    if (issued.isAfter(now.plus(OFFSET))) {
      throw new OidcException(OidcFault.CLOCK, seconds(now, issued));
    }
    if (issued.isBefore(flow.began().minus(OFFSET))) {
      throw new OidcException(OidcFault.CLOCK, seconds(issued, flow.began()));
    }
    var from = claims.getNotBeforeTime();
    if (from != null && from.toInstant().isAfter(now.plus(OFFSET))) {
      throw new OidcException(OidcFault.CLOCK, seconds(now, from.toInstant()));
    }
    if (!now.isBefore(ends.plus(OFFSET))) {
      throw new OidcException(OidcFault.EXPIRED, seconds(ends, now));
    }
  }

  /// When the person proved at the provider who they are: after they were sent there.
  static Instant authenticated(JWTClaimsSet claims, Flow flow, Instant now) throws OidcException {
    Instant at;
    try {
      var seconds = claims.getLongClaim("auth_time");
      if (seconds == null) {
        throw new OidcException(OidcFault.NO_AUTH_TIME);
      }
      at = Instant.ofEpochSecond(Math.clamp(seconds, 0, Integer.MAX_VALUE));
    } catch (ParseException e) {
      throw new OidcException(OidcFault.NO_AUTH_TIME);
    }
    if (at.isAfter(now.plus(OFFSET))) {
      throw new OidcException(OidcFault.CLOCK, seconds(now, at));
    }
    if (at.isBefore(flow.began().minus(OFFSET))) {
      throw new OidcException(OidcFault.NOT_ASKED_AGAIN);
    }
    return at;
  }

  private static Instant instant(@Nullable Date date, String claim) throws OidcException {
    if (date == null) {
      throw new OidcException(OidcFault.TOKEN_UNREADABLE, claim);
    }
    return date.toInstant();
  }

  private static String seconds(Instant from, Instant to) {
    return String.valueOf(Duration.between(from, to).toSeconds());
  }

  /// Compared in a time that says nothing of where they differ.
  static boolean same(@Nullable String one, String other) {
    return one != null
        && MessageDigest.isEqual(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
