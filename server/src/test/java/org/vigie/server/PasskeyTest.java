package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.door.Site;

/// Passkeys, from an authenticator in software.
class PasskeyTest {

  private static final String ORIGIN = "https://vigie.val-sur-mer.example";

  @TempDir Path folder;
  private TestTown town;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    open(false, folder);
  }

  private void open(boolean required, Path in) throws Exception {
    town =
        new TestTown(
            in, new DoorSettings(required, Duration.ofHours(12), Optional.of(URI.create(ORIGIN))));
    browser = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void a_passkey_signs_in_without_name_and_password_and_is_both_factors() throws Exception {
    var key = new SoftKey(ORIGIN);
    assertThat(make(browser, key, "Telephone")).hasSize(10);
    var listed = browser.get("/api/me/factors").expect(200).json().get("passkeys");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("name").asString()).isEqualTo("Telephone");
    assertThat(listed.get(0).get("site").asString()).isEqualTo("vigie.val-sur-mer.example");

    var other = welcome();
    var me = signIn(other, key).expect(200).json();
    assertThat(me.get("name").asString()).isEqualTo("Claire Martin");
    other.get("/api/me").expect(200);
    assertThat(town.entries().getFirst().entry().facts()).containsEntry("by", "passkey");
    assertThat(town.entries().toString()).doesNotContain("Telephone");

    // The password alone is no longer enough.
    var asked =
        welcome()
            .post("/api/sign-in", Map.of("name", "Claire Martin", "password", TestTown.PASSWORD))
            .expect(202)
            .json();
    assertThat(asked.get("passkey").asBoolean()).isTrue();
    assertThat(asked.get("app").asBoolean()).isFalse();
  }

  @Test
  void several_are_kept_and_each_is_removed_by_itself() throws Exception {
    var telephone = new SoftKey(ORIGIN);
    var computer = new SoftKey(ORIGIN);
    make(browser, telephone, "Telephone");
    assertThat(make(browser, computer, "Computer")).isEmpty();
    var offer = browser.post("/api/me/factors/passkeys").expect(200).json();
    assertThat(offer.get("known")).hasSize(2);
    var first = browser.get("/api/me/factors").json().get("passkeys").get(0).get("id").asString();
    browser.post("/api/me/factors/passkeys/" + first + "/remove").expect(204);
    browser
        .post("/api/me/factors/passkeys/" + first + "/remove")
        .problem(404, ProblemCode.NO_SUCH_PASSKEY);
    signIn(welcome(), telephone).problem(401, ProblemCode.PASSKEY_REFUSED);
    signIn(welcome(), computer).expect(200);
  }

  @Test
  void a_device_that_did_not_verify_its_owner_is_not_enough() throws Exception {
    var key = new SoftKey(ORIGIN);
    key.verifies = false;
    var offer = browser.post("/api/me/factors/passkeys").expect(200).json();
    browser
        .post("/api/me/factors/passkeys/confirm", key.make(offer, "Telephone"))
        .problem(401, ProblemCode.PASSKEY_REFUSED);
    key.verifies = true;
    make(browser, key, "Telephone");
    key.verifies = false;
    signIn(welcome(), key).problem(401, ProblemCode.PASSKEY_REFUSED);
    assertThat(town.entries().getFirst().entry().kind()).isEqualTo("session.refused");
  }

  @Test
  void what_another_site_got_signed_is_worth_nothing_here() throws Exception {
    var key = new SoftKey(ORIGIN);
    make(browser, key, "Telephone");
    key.origin = "https://vigie.val-sur-mer.example.evil.example";
    signIn(welcome(), key).problem(401, ProblemCode.PASSKEY_REFUSED);
  }

  @Test
  void a_challenge_is_good_once_for_five_minutes_and_for_what_it_was_made_for() throws Exception {
    var key = new SoftKey(ORIGIN);
    make(browser, key, "Telephone");
    var other = welcome();
    var challenge = other.post("/api/sign-in/passkey/begin").expect(200).json();
    var answer = key.answer(challenge);
    other.post("/api/sign-in/passkey", answer).expect(200);
    welcome().post("/api/sign-in/passkey", answer).problem(410, ProblemCode.SIGN_IN_OVER);

    var late = other.post("/api/sign-in/passkey/begin").expect(200).json();
    town.clocks.advance(Duration.ofMinutes(5));
    other.post("/api/sign-in/passkey", key.answer(late)).problem(410, ProblemCode.SIGN_IN_OVER);

    var offer = browser.post("/api/me/factors/passkeys").expect(200).json();
    other.post("/api/sign-in/passkey", key.answer(offer)).problem(410, ProblemCode.SIGN_IN_OVER);
  }

  @Test
  void a_signature_that_was_tampered_with_or_a_counter_that_went_back_is_refused()
      throws Exception {
    var key = new SoftKey(ORIGIN);
    make(browser, key, "Telephone");
    var other = welcome();
    signIn(other, key).expect(200);
    signIn(other, key).expect(200);
    // A copy of the device would count from where it was copied.
    key.counter = 0;
    signIn(other, key).problem(401, ProblemCode.PASSKEY_REFUSED);
    key.counter = 10;
    var answer =
        new HashMap<>(key.answer(other.post("/api/sign-in/passkey/begin").expect(200).json()));
    answer.put("signature", "MEUCIQ");
    other.post("/api/sign-in/passkey", answer).problem(401, ProblemCode.PASSKEY_REFUSED);
    answer.put("signature", "no letters of base 64!");
    other.post("/api/sign-in/passkey", answer).problem(400, ProblemCode.BAD_REQUEST);
  }

  @Test
  void it_unlocks_for_its_own_person_only() throws Exception {
    var own = new SoftKey(ORIGIN);
    make(browser, own, "Telephone");
    var ana = town.person(browser, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    var anas = new SoftKey(ORIGIN);
    make(ana, anas, "Telephone");
    browser.post("/api/me/lock").expect(204);
    prove(browser, anas).problem(401, ProblemCode.PASSKEY_REFUSED);
    browser.get("/api/people").problem(423, ProblemCode.LOCKED);
    prove(browser, own).expect(200);
    browser.get("/api/people").expect(200);
  }

  @Test
  void one_is_enough_where_the_town_requires_a_second_factor_and_the_last_one_stays()
      throws Exception {
    town.close();
    open(true, folder.resolve("strict"));
    assertThat(browser.get("/api/me").json().get("stage").asString()).isEqualTo("SET_UP");
    make(browser, new SoftKey(ORIGIN), "Telephone");
    assertThat(browser.get("/api/me").json().get("stage").asString()).isEqualTo("OPEN");
    var id = browser.get("/api/me/factors").json().get("passkeys").get(0).get("id").asString();
    browser
        .post("/api/me/factors/passkeys/" + id + "/remove")
        .problem(409, ProblemCode.LAST_FACTOR);
    make(browser, new SoftKey(ORIGIN), "Computer");
    browser.post("/api/me/factors/passkeys/" + id + "/remove").expect(204);
  }

  @Test
  void at_an_address_without_a_name_there_are_none() throws Exception {
    town.close();
    town = new TestTown(folder.resolve("plain"));
    browser = town.administrator();
    browser.post("/api/me/factors/passkeys").problem(409, ProblemCode.NO_PASSKEYS_HERE);
    welcome().post("/api/sign-in/passkey/begin").problem(409, ProblemCode.NO_PASSKEYS_HERE);
  }

  @Test
  void a_flood_of_challenges_waits() throws Exception {
    var other = welcome();
    for (int i = 0; i < 30; i++) {
      other.post("/api/sign-in/passkey/begin").expect(200);
    }
    other.post("/api/sign-in/passkey/begin").problem(429, ProblemCode.TOO_MANY_TRIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8420",
        "https://192.0.2.7",
        "https://[2001:db8::7]",
        "http://a.example"
      })
  void passkeys_want_a_name_and_https(String address) {
    assertThatThrownBy(() -> Site.of(URI.create(address)))
        .isInstanceOf(DoorRefused.NoPasskeysHere.class);
  }

  @Test
  void an_origin_is_written_as_browsers_do() throws Exception {
    assertThat(Site.of(URI.create("http://localhost:8420/")).origin())
        .isEqualTo("http://localhost:8420");
    assertThat(Site.of(URI.create("https://vigie.example")).origin())
        .isEqualTo("https://vigie.example");
  }

  private static List<String> make(Browser browser, SoftKey key, String name) throws Exception {
    var offer = browser.post("/api/me/factors/passkeys").expect(200).json();
    var codes =
        browser
            .post("/api/me/factors/passkeys/confirm", key.make(offer, name))
            .expect(200)
            .json()
            .get("codes");
    return codes.valueStream().map(code -> code.asString()).toList();
  }

  private static Browser.Answer signIn(Browser browser, SoftKey key) throws Exception {
    var challenge = browser.post("/api/sign-in/passkey/begin").expect(200).json();
    return browser.post("/api/sign-in/passkey", key.answer(challenge));
  }

  private static Browser.Answer prove(Browser browser, SoftKey key) throws Exception {
    var challenge = browser.post("/api/sign-in/passkey/begin").expect(200).json();
    return browser.post("/api/me/prove", Map.of("passkey", key.answer(challenge)));
  }

  private Browser welcome() throws Exception {
    var other = new Browser(town.server.url());
    other.get("/api/welcome").expect(200);
    return other;
  }
}
