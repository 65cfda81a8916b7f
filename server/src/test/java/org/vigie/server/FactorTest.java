package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.server.door.DoorSettings;
import org.vigie.testkit.Telephone;

/// Authenticator apps and recovery codes.
class FactorTest {

  private static final String NAME = "Claire Martin";

  @TempDir Path folder;
  private TestTown town;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
  }

  @AfterEach
  void close() {
    town.close();
  }

  /// An app that was set up, the code that showed it, and the codes on paper.
  private record SetUp(Telephone telephone, String first, List<String> codes) {}

  @Test
  void an_app_is_set_up_with_a_code_and_asked_for_from_then_on() throws Exception {
    var browser = town.administrator();
    var app = setUp(browser);
    assertThat(app.codes()).hasSize(10);
    assertThat(kinds()).contains("account.factor-set-up", "account.recovery-codes-made");
    var factors = browser.get("/api/me/factors").expect(200).json();
    assertThat(factors.has("app")).isTrue();
    assertThat(factors.get("codes_left").asInt()).isEqualTo(10);

    town.clocks.advance(Duration.ofSeconds(30));
    var other = welcome();
    var asked = password(other).expect(202).json();
    assertThat(asked.get("app").asBoolean()).isTrue();
    other.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    code(other, "000000").problem(401, ProblemCode.WRONG_CODE);
    code(other, now(app)).expect(200);
    other.get("/api/me").expect(200);
    assertThat(town.entries().getFirst().entry().facts()).containsEntry("by", "password+app");
    // Done: the sign-in that had begun cannot be finished twice.
    code(other, now(app)).problem(410, ProblemCode.SIGN_IN_OVER);
  }

  @Test
  void a_code_works_once() throws Exception {
    var app = setUp(town.administrator());
    var first = welcome();
    var second = welcome();
    password(first).expect(202);
    password(second).expect(202);
    // The one that set the app up was taken, too.
    code(first, app.first()).problem(401, ProblemCode.WRONG_CODE);
    town.clocks.advance(Duration.ofSeconds(30));
    var next = now(app);
    code(first, next).expect(200);
    code(second, next).problem(401, ProblemCode.WRONG_CODE);
  }

  @Test
  void a_recovery_code_works_once_in_any_spelling_and_the_ledger_counts_them() throws Exception {
    var app = setUp(town.administrator());
    var paper = app.codes().getFirst();
    var browser = welcome();
    password(browser).expect(202);
    code(browser, paper.toLowerCase(java.util.Locale.ROOT).replace("-", " ")).expect(200);
    assertThat(kinds().subList(0, 2))
        .containsExactly("session.started", "account.recovery-code-used");
    assertThat(browser.get("/api/me/factors").json().get("codes_left").asInt()).isEqualTo(9);
    var again = welcome();
    password(again).expect(202);
    code(again, paper).problem(401, ProblemCode.WRONG_CODE);

    // New ones take the place of the nine.
    var fresh = browser.post("/api/me/factors/recovery-codes").expect(200).json().get("codes");
    assertThat(fresh).hasSize(10);
    code(again, app.codes().get(1)).problem(401, ProblemCode.WRONG_CODE);
    code(again, fresh.get(0).asString()).expect(200);
  }

  @Test
  void five_wrong_codes_make_the_right_one_wait_wherever_it_comes_from() throws Exception {
    var app = setUp(town.administrator());
    town.clocks.advance(Duration.ofSeconds(30));
    var browser = welcome();
    password(browser).expect(202);
    for (int i = 0; i < 5; i++) {
      code(browser, "00000" + i).problem(401, ProblemCode.WRONG_CODE);
    }
    code(browser, now(app)).problem(429, ProblemCode.TOO_MANY_TRIES);
    assertThat(kinds()).contains("session.refused");
    town.clocks.advance(Duration.ofSeconds(31));
    code(browser, now(app)).expect(200);
  }

  @Test
  void a_sign_in_that_stops_half_way_is_over_after_five_minutes() throws Exception {
    var app = setUp(town.administrator());
    var browser = welcome();
    password(browser).expect(202);
    town.clocks.advance(Duration.ofMinutes(5));
    code(browser, now(app)).problem(410, ProblemCode.SIGN_IN_OVER);
    code(welcome(), now(app)).problem(410, ProblemCode.SIGN_IN_OVER);
  }

  @Test
  void factors_are_changed_only_by_who_proved_who_they_are_a_moment_ago() throws Exception {
    var browser = town.administrator();
    setUp(browser);
    town.clocks.advance(Duration.ofMinutes(11));
    browser.post("/api/me/factors/app").problem(403, ProblemCode.PROOF_NEEDED);
    browser.post("/api/me/factors/app/remove").problem(403, ProblemCode.PROOF_NEEDED);
    browser.post("/api/me/factors/recovery-codes").problem(403, ProblemCode.PROOF_NEEDED);
    browser
        .post("/api/me/prove", Map.of("password", "not my password at all"))
        .problem(401, ProblemCode.WRONG_PASSWORD);
    browser.post("/api/me/prove", Map.of("password", TestTown.PASSWORD)).expect(200);
    browser.post("/api/me/factors/app/remove").expect(204);
    assertThat(kinds().getFirst()).isEqualTo("account.factor-removed");
    password(welcome()).expect(200);
  }

  @Test
  void where_the_town_requires_one_nothing_else_can_be_done_before_it_is_set_up() throws Exception {
    town.close();
    town =
        new TestTown(
            folder.resolve("strict"),
            new DoorSettings(true, Duration.ofHours(12), Optional.empty()));
    var browser = town.administrator();
    var me = browser.get("/api/me").expect(200).json();
    assertThat(me.get("stage").asString()).isEqualTo("SET_UP");
    browser.get("/api/cameras").problem(403, ProblemCode.SECOND_FACTOR_NEEDED);
    browser.get("/api/alerts/stream").problem(403, ProblemCode.SECOND_FACTOR_NEEDED);
    browser
        .post("/api/stops", Map.of("scope", "TOWN", "reason", "before the second factor"))
        .problem(403, ProblemCode.SECOND_FACTOR_NEEDED);
    setUp(browser);
    assertThat(browser.get("/api/me").json().get("stage").asString()).isEqualTo("OPEN");
    browser.get("/api/cameras").expect(200);
    browser.post("/api/me/factors/app/remove").problem(409, ProblemCode.LAST_FACTOR);
  }

  @Test
  void a_link_for_an_account_alone_does_not_sign_in_whoever_has_a_second_factor() throws Exception {
    var administrator = town.administrator();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    var app = setUp(ana);
    var person = ana.get("/api/me").json().get("person").asString();
    var link = administrator.post("/api/people/" + person + "/link").expect(200).json();
    var token = TestTown.token(town.server.url().resolve(link.get("link").asString()));
    var thief = welcome();
    thief
        .post("/api/links/spend", Map.of("token", token, "password", "another long password"))
        .expect(202);
    thief.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    town.clocks.advance(Duration.ofSeconds(30));
    code(thief, now(app)).expect(200);
  }

  @Test
  void an_administrator_resets_what_somebody_lost_and_they_are_told() throws Exception {
    var administrator = town.administrator();
    var ana = town.person(administrator, "Ana", Set.of("VIEW_LIVE"), TestTown.MARKET);
    setUp(ana);
    var person = ana.get("/api/me").json().get("person").asString();
    var reset = "/api/people/" + person + "/factors/reset";
    ana.post(reset, Map.of("reason", "my own")).problem(403, ProblemCode.REFUSED);
    administrator.post(reset, Map.of("reason", "")).problem(400, ProblemCode.REASON_NEEDED);
    assertThat(administrator.get("/api/people").json().get("people").get(0).get("second_factor"))
        .hasToString("true");
    administrator.post(reset, Map.of("reason", "telephone lost")).expect(200);
    var facts = town.entries().getFirst().entry();
    assertThat(facts.kind()).isEqualTo("account.factors-reset");
    assertThat(facts.facts()).containsEntry("person", person);
    ana.get("/api/me").problem(401, ProblemCode.SIGN_IN_NEEDED);
    var me =
        welcome()
            .post("/api/sign-in", Map.of("name", "Ana", "password", TestTown.PASSWORD))
            .expect(200)
            .json();
    assertThat(me.get("factor_resets").get(0).get("name").asString()).isEqualTo(NAME);
  }

  @Test
  void the_qr_code_says_what_is_typed_and_neither_is_in_the_file_or_the_ledger() throws Exception {
    var browser = town.administrator();
    var offer = browser.post("/api/me/factors/app").expect(200).json();
    var key = offer.get("key").asString();
    assertThat(read(offer.get("qr").asString()))
        .startsWith("otpauth://totp/Vigie%20Val-sur-Mer:Claire%20Martin?secret=" + key + "&");
    confirm(browser, offer.get("token").asString(), new Telephone(key).code(town.clocks.wall()));
    assertThat(town.entries().toString()).doesNotContain(key);
    // Written through: what is not yet in the file itself lies in its log beside it.
    for (var file : List.of("users.db", "users.db-wal")) {
      var bytes =
          Files.readString(folder.resolve(file), java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(bytes).doesNotContain(key);
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("keys/sign-in.key"))).hasSize(2);
  }

  @Test
  void without_its_key_the_file_opens_nothing_and_a_recovery_code_does_not_either()
      throws Exception {
    var app = setUp(town.administrator());
    town.close();
    Files.delete(folder.resolve("keys/sign-in.key"));
    town = new TestTown(folder);
    var browser = welcome();
    password(browser).expect(202);
    town.clocks.advance(Duration.ofSeconds(60));
    code(browser, now(app)).problem(401, ProblemCode.WRONG_CODE);
    code(browser, app.codes().getFirst()).problem(401, ProblemCode.WRONG_CODE);
  }

  @Test
  void factors_survive_a_restart() throws Exception {
    var app = setUp(town.administrator());
    town.close();
    town = new TestTown(folder);
    town.clocks.advance(Duration.ofSeconds(60));
    var browser = welcome();
    password(browser).expect(202);
    code(browser, now(app)).expect(200);
  }

  private SetUp setUp(Browser browser) throws Exception {
    var offer = browser.post("/api/me/factors/app").expect(200).json();
    var telephone = new Telephone(offer.get("key").asString());
    var token = offer.get("token").asString();
    browser
        .post("/api/me/factors/app/confirm", Map.of("token", token, "code", "12345"))
        .problem(401, ProblemCode.WRONG_CODE);
    var code = telephone.code(town.clocks.wall());
    return new SetUp(telephone, code, confirm(browser, token, code));
  }

  private static List<String> confirm(Browser browser, String token, String code) throws Exception {
    var codes = new ArrayList<String>();
    browser
        .post("/api/me/factors/app/confirm", Map.of("token", token, "code", code))
        .expect(200)
        .json()
        .get("codes")
        .forEach(one -> codes.add(one.asString()));
    return codes;
  }

  private String now(SetUp app) {
    return app.telephone().code(town.clocks.wall());
  }

  private List<String> kinds() {
    return town.entries().stream().map(recorded -> recorded.entry().kind()).toList();
  }

  private Browser welcome() throws Exception {
    var browser = new Browser(town.server.url());
    browser.get("/api/welcome").expect(200);
    return browser;
  }

  private static Browser.Answer password(Browser browser) throws Exception {
    return browser.post("/api/sign-in", Map.of("name", NAME, "password", TestTown.PASSWORD));
  }

  private static Browser.Answer code(Browser browser, String code) throws Exception {
    return browser.post("/api/sign-in/code", Map.of("code", code));
  }

  /// Reads the drawing of a QR code, module by module.
  private static String read(String svg) throws Exception {
    var side = Pattern.compile("viewBox=\"0 0 (\\d+)").matcher(svg);
    assertThat(side.find()).isTrue();
    var picture = new BitMatrix(Integer.parseInt(side.group(1)) * 4);
    var module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (module.find()) {
      picture.setRegion(
          Integer.parseInt(module.group(1)) * 4, Integer.parseInt(module.group(2)) * 4, 4, 4);
    }
    // The drawing is exact, so no finder patterns are searched for as in a photograph: that search
    // takes a perfect code for none now and then.
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new MatrixBits(picture)), Map.of(DecodeHintType.PURE_BARCODE, true))
        .getText();
  }

  /// A picture that is black and white already.
  private static final class MatrixBits extends com.google.zxing.Binarizer {

    private final BitMatrix picture;

    MatrixBits(BitMatrix picture) {
      super(
          new com.google.zxing.PlanarYUVLuminanceSource(
              new byte[picture.getWidth() * picture.getHeight()],
              picture.getWidth(),
              picture.getHeight(),
              0,
              0,
              picture.getWidth(),
              picture.getHeight(),
              false));
      this.picture = picture;
    }

    @Override
    public com.google.zxing.common.BitArray getBlackRow(
        int y, com.google.zxing.common.BitArray row) {
      return picture.getRow(y, row);
    }

    @Override
    public BitMatrix getBlackMatrix() {
      return picture;
    }

    @Override
    public com.google.zxing.Binarizer createBinarizer(com.google.zxing.LuminanceSource source) {
      return new MatrixBits(picture);
    }
  }
}
