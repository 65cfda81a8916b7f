package org.vigie.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.base.Clocks;

/// What is believed of a provider, and what is not.
class ProviderTest {

  private static final URI BACK = URI.create("http://localhost:1/sign-in/return");
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Map<String, Object> ANA =
      Map.of("sub", "u-1", "name", "Ana Martin", "groups", List.of("operators"));

  private FakeProvider fake;
  private Provider provider;

  @BeforeEach
  void open() throws IOException {
    fake = new FakeProvider();
    provider = new Provider(fake.settings(List.of(), true), Clocks.system());
  }

  @AfterEach
  void close() {
    provider.close();
    fake.close();
  }

  @Test
  void whoever_signed_in_there_is_who_the_provider_says() throws Exception {
    var identity = come(ANA);
    assertThat(identity.issuer()).isEqualTo(fake.issuer().toString());
    assertThat(identity.subject()).isEqualTo("u-1");
    assertThat(identity.name()).isEqualTo("Ana Martin");
    assertThat(identity.groups()).containsExactly("operators");
    assertThat(identity.secondFactorDone()).isFalse();
    assertThat(come(with("amr", List.of("pwd", "mfa"))).secondFactorDone()).isTrue();
    assertThat(come(with("acr", "mfa")).secondFactorDone()).isTrue();
    // One description and one set of keys served all of them.
    assertThat(fake.descriptions).hasValue(1);
    assertThat(fake.keyFetches).hasValue(1);
  }

  @Test
  void the_browser_is_sent_with_all_that_binds_the_answer_to_it() throws Exception {
    var begun = provider.begin(BACK);
    var asked = FakeProvider.form(begun.address().getRawQuery());
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", FakeProvider.CLIENT)
        .containsEntry("redirect_uri", BACK.toString())
        .containsEntry("scope", "openid profile")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("prompt", "login")
        .containsEntry("max_age", "0");
    var other = FakeProvider.form(provider.begin(BACK).address().getRawQuery());
    for (var secret : Set.of("state", "nonce", "code_challenge")) {
      assertThat(asked.get(secret)).hasSize(43).isNotEqualTo(other.get(secret));
    }
    assertThat(begun.address().toString()).doesNotContain(begun.flow().verifier());
    assertThat(begun.flow().toString() + fake.settings(List.of(), true))
        .doesNotContain(begun.flow().verifier(), FakeProvider.SECRET);
  }

  static Stream<Arguments> claims() {
    var now = Instant.now().getEpochSecond();
    return Stream.of(
        Arguments.of("aud", "another-program", OidcFault.WRONG_AUDIENCE),
        Arguments.of("aud", List.of("vigie", "another-program"), OidcFault.WRONG_AUDIENCE),
        Arguments.of("azp", "another-program", OidcFault.WRONG_AUDIENCE),
        Arguments.of("iss", "https://login.elsewhere.example", OidcFault.WRONG_ISSUER),
        Arguments.of("nonce", "of another sign-in", OidcFault.WRONG_NONCE),
        Arguments.of("nonce", "", OidcFault.WRONG_NONCE),
        Arguments.of("exp", now - 90, OidcFault.EXPIRED),
        Arguments.of("exp", "", OidcFault.TOKEN_UNREADABLE),
        Arguments.of("iat", now + 200, OidcFault.CLOCK),
        Arguments.of("iat", now - 600, OidcFault.CLOCK),
        Arguments.of("nbf", now + 200, OidcFault.CLOCK),
        Arguments.of("sub", "", OidcFault.TOKEN_UNREADABLE),
        Arguments.of("auth_time", "", OidcFault.NO_AUTH_TIME),
        Arguments.of("auth_time", "yesterday", OidcFault.NO_AUTH_TIME),
        Arguments.of("auth_time", now - 600, OidcFault.NOT_ASKED_AGAIN));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void a_token_that_says_something_else_is_not_taken(String claim, Object value, OidcFault fault) {
    assertThat(refusal(with(claim, value))).isEqualTo(fault);
  }

  @Test
  void clocks_may_differ_by_a_minute_and_more_is_named() throws Exception {
    var now = Instant.now().getEpochSecond();
    come(Map.of("sub", "u-1", "iat", now + 50, "exp", now - 50, "auth_time", now - 50));
    var refused = refused(with("iat", now + 200));
    assertThat(refused.getMessage()).contains("differ by").containsPattern("(19[0-9]|200) s");
    assertThat(refused.fault().fr(refused.detail())).contains("60 sont tolérées");
  }

  @Test
  void a_signature_that_is_none_or_not_the_providers_is_not_taken() throws Exception {
    fake.signer = claims -> new PlainJWT(parse(claims)).serialize();
    assertThat(refused(ANA)).hasMessageContaining("none");
    assertThat(refusal(ANA)).isEqualTo(OidcFault.ALGORITHM);
    // What everybody knows as the secret of a MAC.
    fake.signer =
        claims -> {
          var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), parse(claims));
          token.sign(new MACSigner(fake.key.toRSAPublicKey().getEncoded()));
          return token.serialize();
        };
    assertThat(refusal(ANA)).isEqualTo(OidcFault.ALGORITHM);
    var sameName = FakeProvider.key("k1", 2048);
    fake.signer = claims -> FakeProvider.sign(sameName, claims);
    assertThat(refusal(ANA)).isEqualTo(OidcFault.SIGNATURE);
    var foreign = FakeProvider.key("k2", 2048);
    fake.signer = claims -> FakeProvider.sign(foreign, claims);
    assertThat(refusal(ANA)).isEqualTo(OidcFault.NO_SUCH_KEY);
    fake.signer =
        claims -> {
          var parts = FakeProvider.sign(fake.key, claims).split("\\.");
          var others = FakeProvider.sign(foreign, Map.of("sub", "root")).split("\\.");
          return parts[0] + "." + others[1] + "." + parts[2];
        };
    assertThat(refusal(ANA)).isEqualTo(OidcFault.SIGNATURE);
    fake.signer = claims -> "not.a.token";
    assertThat(refusal(ANA)).isEqualTo(OidcFault.TOKEN_UNREADABLE);
    fake.signer = claims -> "";
    assertThat(refusal(ANA)).isEqualTo(OidcFault.NO_TOKEN);
  }

  @Test
  void a_key_of_1024_bits_is_none() {
    var weak = FakeProvider.key("weak", 1024);
    fake.published = new JWKSet(weak.toPublicJWK());
    fake.signer = claims -> FakeProvider.sign(weak, claims);
    assertThat(refusal(ANA)).isEqualTo(OidcFault.WEAK_KEY);
  }

  @Test
  void a_key_that_was_changed_there_is_fetched_once_a_minute_at_most() throws Exception {
    come(ANA);
    var next = FakeProvider.key("k2", 2048);
    fake.published = new JWKSet(List.of(fake.key.toPublicJWK(), next.toPublicJWK()));
    fake.signer = claims -> FakeProvider.sign(next, claims);
    // Fetched a moment ago: whoever makes up names of keys does not make Vigie ask each time.
    assertThat(refusal(ANA)).isEqualTo(OidcFault.NO_SUCH_KEY);
    assertThat(refusal(ANA)).isEqualTo(OidcFault.NO_SUCH_KEY);
    assertThat(fake.keyFetches).hasValue(1);
    try (var later = new Provider(fake.settings(List.of(), true), new Later())) {
      fake.published = new JWKSet(fake.key.toPublicJWK());
      var begun = later.begin(BACK);
      fake.signer = claims -> FakeProvider.sign(fake.key, claims);
      later.finish(begun.flow(), answer(fake.signIn(begun.address(), ANA)));
      fake.published = new JWKSet(List.of(fake.key.toPublicJWK(), next.toPublicJWK()));
      fake.signer = claims -> FakeProvider.sign(next, claims);
      var second = later.begin(BACK);
      assertThat(later.finish(second.flow(), answer(fake.signIn(second.address(), ANA))).subject())
          .isEqualTo("u-1");
    }
  }

  @Test
  void a_key_that_was_changed_there_under_its_old_name_is_fetched_too() throws Exception {
    var next = FakeProvider.key(fake.key.getKeyID(), 2048);
    try (var later = new Provider(fake.settings(List.of(), true), new Later())) {
      var begun = later.begin(BACK);
      later.finish(begun.flow(), answer(fake.signIn(begun.address(), ANA)));
      fake.published = new JWKSet(next.toPublicJWK());
      fake.signer = claims -> FakeProvider.sign(next, claims);
      var second = later.begin(BACK);
      assertThat(later.finish(second.flow(), answer(fake.signIn(second.address(), ANA))).subject())
          .isEqualTo("u-1");
      // What is signed with neither is refused as before.
      fake.signer = claims -> FakeProvider.sign(FakeProvider.key("k1", 2048), claims);
      var third = later.begin(BACK);
      var answered = answer(fake.signIn(third.address(), ANA));
      assertThatThrownBy(() -> later.finish(third.flow(), answered))
          .isInstanceOfSatisfying(
              OidcException.class, e -> assertThat(e.fault()).isEqualTo(OidcFault.SIGNATURE));
    }
  }

  /// Each look at the clock is two minutes after the one before.
  private static final class Later implements Clocks {
    private Duration shift = Duration.ZERO;

    @Override
    public Instant wall() {
      return Clocks.system().wall();
    }

    @Override
    public synchronized Duration elapsed() {
      shift = shift.plusMinutes(2);
      return Clocks.system().elapsed().plus(shift);
    }
  }

  @Test
  void an_answer_to_another_sign_in_is_not_taken() throws Exception {
    var begun = provider.begin(BACK);
    var brought = fake.signIn(begun.address(), ANA);
    var other = provider.begin(BACK);
    assertThat(refusal(() -> provider.finish(other.flow(), answer(brought))))
        .isEqualTo(OidcFault.OTHER_STATE);
    // A code that was stolen is worth nothing in another browser's sign-in: the verifier is
    // missing.
    var stolen = new Answer(brought.getOrDefault("code", ""), other.flow().state(), "", "", "");
    assertThat(refusal(() -> provider.finish(other.flow(), stolen)))
        .isEqualTo(OidcFault.CODE_REFUSED);
  }

  @Test
  void a_code_is_good_once() throws Exception {
    var begun = provider.begin(BACK);
    var brought = answer(fake.signIn(begun.address(), ANA));
    provider.finish(begun.flow(), brought);
    assertThat(refusal(() -> provider.finish(begun.flow(), brought)))
        .isEqualTo(OidcFault.CODE_REFUSED);
  }

  @Test
  void an_answer_of_another_provider_is_not_taken() throws Exception {
    var begun = provider.begin(BACK);
    var code = fake.signIn(begun.address(), ANA).getOrDefault("code", "");
    var elsewhere =
        new Answer(code, begun.flow().state(), "https://login.elsewhere.example", "", "");
    assertThat(refusal(() -> provider.finish(begun.flow(), elsewhere)))
        .isEqualTo(OidcFault.MIXED_UP);
  }

  @Test
  void a_provider_that_names_itself_in_each_answer_must_do_so() throws Exception {
    fake.describes = says -> says.put("authorization_response_iss_parameter_supported", true);
    assertThat(refusal(ANA)).isEqualTo(OidcFault.MIXED_UP);
    var begun = provider.begin(BACK);
    var code = fake.signIn(begun.address(), ANA).getOrDefault("code", "");
    var named = new Answer(code, begun.flow().state(), fake.issuer().toString(), "", "");
    assertThat(provider.finish(begun.flow(), named).subject()).isEqualTo("u-1");
  }

  @Test
  void a_refusal_there_is_told_in_one_line() throws Exception {
    var begun = provider.begin(BACK);
    var refused =
        new Answer(
            "", begun.flow().state(), "", "access_denied", "no\r\nlicence " + "x".repeat(900));
    var e = catchThrowableOfType(OidcException.class, () -> provider.finish(begun.flow(), refused));
    assertThat(e.fault()).isEqualTo(OidcFault.DENIED);
    assertThat(e.getMessage()).contains("access_denied no licence").doesNotContain("\n");
    assertThat(e.getMessage()).hasSizeLessThan(250);
    var nothing = new Answer("", begun.flow().state(), "", "", "");
    assertThat(refusal(() -> provider.finish(begun.flow(), nothing))).isEqualTo(OidcFault.NO_CODE);
  }

  @Test
  void a_provider_that_takes_its_clients_in_the_form_alone_gets_them_there() throws Exception {
    fake.describes =
        says -> says.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
    assertThat(come(ANA).subject()).isEqualTo("u-1");
  }

  @Test
  void a_provider_that_says_it_is_another_is_not_used() {
    fake.describes = says -> says.put("issuer", "https://login.elsewhere.example");
    assertThat(refused(() -> provider.begin(BACK)))
        .hasMessageContaining("calls itself https://login.elsewhere.example");
    fake.describes = says -> says.put("token_endpoint", "http://login.elsewhere.example/token");
    assertThat(refused(() -> provider.begin(BACK))).hasMessageContaining("token_endpoint");
    fake.describes = says -> says.remove("jwks_uri");
    assertThat(refused(() -> provider.begin(BACK))).hasMessageContaining("jwks_uri");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void half_a_reply_is_none(String path) {
    fake.broken.put(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 4_000);
          exchange.getResponseBody().write("{\"issuer\": \"".getBytes());
          exchange.getResponseBody().flush();
        });
    assertThat(refusal(ANA)).isEqualTo(OidcFault.NO_ANSWER);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void what_is_no_json_is_no_answer(String path) {
    fake.broken.put(path, exchange -> FakeProvider.reply(exchange, 200, "{\"issuer\": \"htt"));
    assertThat(refusal(ANA)).isEqualTo(OidcFault.UNREADABLE);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void what_sends_elsewhere_is_not_followed(String path) {
    fake.broken.put(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", fake.issuer() + "/elsewhere");
          exchange.sendResponseHeaders(307, -1);
        });
    assertThat(refusal(ANA)).isEqualTo(OidcFault.REDIRECTS);
    assertThat(fake.elsewhere).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void what_never_ends_is_cut_off(String path) {
    fake.broken.put(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var much = new byte[64 * 1024];
          for (int n = 0; n < 1_000; n++) {
            exchange.getResponseBody().write(much);
          }
        });
    assertThat(refusal(ANA)).isEqualTo(OidcFault.TOO_LARGE);
  }

  @Test
  void who_does_not_answer_in_time_is_left() throws Exception {
    var done = new CountDownLatch(1);
    fake.broken.put(
        DISCOVERY,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            var unused = done.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (var hasty =
        new Provider(fake.settings(List.of(), true), Clocks.system(), Duration.ofMillis(300))) {
      assertThat(refusal(() -> hasty.begin(BACK))).isEqualTo(OidcFault.SLOW);
    } finally {
      done.countDown();
    }
  }

  @Test
  void who_failed_is_left_alone_for_a_moment() {
    fake.broken.put(
        DISCOVERY,
        exchange -> {
          fake.descriptions.incrementAndGet();
          FakeProvider.reply(exchange, 503, "");
        });
    assertThat(refused(() -> provider.begin(BACK))).hasMessageContaining("503");
    assertThat(refused(() -> provider.begin(BACK))).hasMessageContaining("503");
    assertThat(fake.descriptions).hasValue(1);
  }

  @Test
  void where_nobody_listens_the_cause_is_said() {
    fake.close();
    var refused = refused(() -> provider.begin(BACK));
    assertThat(refused.fault()).isEqualTo(OidcFault.NO_ANSWER);
    assertThat(refused.detail()).startsWith(fake.issuer().getAuthority());
  }

  @Test
  void every_refusal_has_its_sentence_in_both_languages() {
    for (var fault : OidcFault.values()) {
      assertThat(fault.en("9")).isNotEqualTo(fault.fr("9")).isNotBlank().doesNotContain("{");
      assertThat(fault.fr("9")).isNotBlank().doesNotContain("{");
    }
  }

  @Test
  void claims_are_found_where_the_town_says() {
    Map<String, Object> claims =
        Map.of(
            "realm_access", Map.of("roles", List.of("a", 7, "b")),
            "https://town.example/roles", "c",
            "name", "Ana\u202E\n Martin",
            "sub", "u-1");
    assertThat(Claims.texts(claims, "realm_access.roles")).containsExactly("a", "b");
    assertThat(Claims.texts(claims, "https://town.example/roles")).containsExactly("c");
    assertThat(Claims.texts(claims, "realm_access.groups")).isEmpty();
    assertThat(Claims.texts(claims, "name.roles")).isEmpty();
    assertThat(Claims.name(claims, "name")).isEqualTo("Ana Martin");
    assertThat(Claims.name(claims, "given_name")).isEqualTo("u-1");
    assertThat(Claims.name(Map.of("name", "é".repeat(500), "sub", "u"), "name")).hasSize(100);
  }

  static Stream<String> paths() {
    return Stream.of(DISCOVERY, "/keys", "/token");
  }

  private static JWTClaimsSet parse(Map<String, Object> claims) {
    try {
      return JWTClaimsSet.parse(claims);
    } catch (java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> with(String claim, Object value) {
    var all = new java.util.HashMap<>(ANA);
    all.put(claim, value);
    return all;
  }

  private static Answer answer(Map<String, String> brought) {
    return new Answer(
        brought.getOrDefault("code", ""), brought.getOrDefault("state", ""), "", "", "");
  }

  private Identity come(Map<String, Object> claims) throws OidcException {
    var begun = provider.begin(BACK);
    return provider.finish(begun.flow(), answer(fake.signIn(begun.address(), claims)));
  }

  private interface Attempt {
    Object run() throws OidcException;
  }

  private OidcFault refusal(Map<String, Object> claims) {
    return refused(claims).fault();
  }

  private OidcException refused(Map<String, Object> claims) {
    return refused(() -> come(claims));
  }

  private static OidcFault refusal(Attempt attempt) {
    return refused(attempt).fault();
  }

  private static OidcException refused(Attempt attempt) {
    Supplier<String> what = () -> "the provider is refused";
    return java.util.Objects.requireNonNull(
        catchThrowableOfType(OidcException.class, attempt::run), what);
  }
}
