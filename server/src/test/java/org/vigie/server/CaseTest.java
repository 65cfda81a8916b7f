package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.exception.ZipException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.governance.ledger.Entry;
import org.vigie.recording.CaseLetter;
import org.vigie.verify.VerifyMain;
import tools.jackson.databind.JsonNode;

/// Footage for an authority, over HTTP, as whoever receives it opens and checks it.
class CaseTest {

  private static final byte[] SCAN =
      "%PDF-1.7 please hand over".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private TestTown town;
  private Browser browser;
  private Instant start;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder.resolve("town"));
    browser = town.administrator();
    start = town.recordToDisk(TestTown.MARKET, 20);
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void it_holds_the_letter_is_encrypted_and_an_outsider_checks_it() throws Exception {
    var order = order();
    order.put("letter", Base64.getEncoder().encodeToString(SCAN));
    var made = browser.post("/api/cases", order).expect(201).json();
    assertThat(made.get("pictures").asInt()).isBetween(60, 75);
    var passphrase = made.get("passphrase").asString();
    assertThat(passphrase).matches("(\\d{5}-){7}\\d{5}");

    var zip = fetch(made);
    assertThat(Files.readString(zip, StandardCharsets.ISO_8859_1)).doesNotContain("please hand");
    assertThatThrownBy(() -> extract(zip, "")).isInstanceOf(ZipException.class);
    var wrong = passphrase.replace(passphrase.charAt(0), passphrase.charAt(0) == '1' ? '2' : '1');
    assertThatThrownBy(() -> extract(zip, wrong)).isInstanceOf(ZipException.class);
    var unpacked = extract(zip, passphrase);
    verify(unpacked, made);
    assertThat(unpacked.resolve("letter.pdf")).hasBinaryContent(SCAN);
    receiptsSay(unpacked, made.get("manifest").asString());

    var entry = handedOver();
    assertThat(entry.facts()).containsEntry("encrypted", true);
    assertThat(entry.text("letter")).isEqualTo(CaseLetter.of(SCAN).orElseThrow().sha256());
    assertThat(town.entries().toString())
        .contains("PV 2026/88")
        .doesNotContain("Officer 4711", passphrase);
    var ana = town.person(browser, "Ana", Set.of("PLAY_BACK"), TestTown.MARKET);
    ana.get(made.get("url").asString()).problem(404, ProblemCode.NOT_FOUND);
  }

  @Test
  void the_order_may_ask_for_a_file_that_anybody_opens() throws Exception {
    var order = order();
    order.put("encrypted", false);
    order.put("letter", Base64.getEncoder().encodeToString(SCAN));
    var made = browser.post("/api/cases", order).expect(201).json();
    assertThat(made.has("passphrase")).isFalse();
    var zip = fetch(made);
    assertThat(Files.readString(zip, StandardCharsets.ISO_8859_1)).contains("please hand");
    verify(extract(zip, ""), made);
    assertThat(handedOver().facts()).containsEntry("encrypted", false);
  }

  @Test
  void a_viewing_copy_goes_with_it_and_without_an_eye_nothing_does() throws Exception {
    var order = order();
    order.put("viewing", true);
    order.put("encrypted", false);
    town.masks.broken = true;
    var refused = browser.post("/api/cases", order);
    refused.problem(503, ProblemCode.MASKING_UNAVAILABLE);
    assertThat(town.entries().toString()).doesNotContain("case.handed-over");

    town.masks.broken = false;
    var made = browser.post("/api/cases", order).expect(201).json();
    var unpacked = extract(fetch(made), "");
    verify(unpacked, made);
    var mark = handedOver().text("mark");
    assertThat(mark).startsWith("PV 2026/88 ").isEqualTo(town.masks.edits.mark());
    try (var films = Files.list(unpacked.resolve("viewing"))) {
      assertThat(films).hasSize(1).allSatisfy(film -> assertThat(film).isNotEmptyFile());
    }
    var pdf = Loader.loadPDF(unpacked.resolve("receipt-fr.pdf").toFile());
    try (pdf) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ")).contains(mark);
    }
  }

  @Test
  void a_package_is_one_hand_over_whatever_it_holds() throws Exception {
    var order = order();
    var one = ((List<?>) Objects.requireNonNull(order.get("footage"))).getFirst();
    order.put("footage", List.of(one, one, one));
    browser.post("/api/cases", order).expect(201);
    var tally = new NoticeTally(town.governance.ledger());
    tally.readOn(town.clocks.wall());
    assertThat(tally.lastYear(town.clocks.wall()).orElseThrow().handOvers()).isEqualTo(1);
  }

  @Test
  void a_viewing_copy_is_of_ten_minutes_at_most() throws Exception {
    var order = order();
    order.put("viewing", true);
    order.put(
        "footage",
        List.of(
            Map.of(
                "camera",
                "market",
                "from",
                start.minusSeconds(595).toString(),
                "to",
                start.plusSeconds(8).toString())));
    browser.post("/api/cases", order).problem(400, ProblemCode.SPAN_TOO_LONG);
  }

  @Test
  void a_letter_that_is_none_or_too_large_is_refused_and_nothing_handed_over() throws Exception {
    var page = "<html>%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
    for (var letter : List.of(page, Arrays.copyOf(SCAN, CaseLetter.MOST_BYTES + 1), new byte[0])) {
      var order = order();
      order.put("letter", Base64.getEncoder().encodeToString(letter));
      var refused = browser.post("/api/cases", order);
      refused.problem(400, ProblemCode.LETTER_NOT_TAKEN);
      assertThat(refused.text()).contains("PDF, JPEG or PNG of at most 10 MB");
    }
    var order = order();
    order.put("letter", "no base64!");
    browser.post("/api/cases", order).problem(400, ProblemCode.BAD_REQUEST);
    assertThat(town.entries().toString()).doesNotContain("case.handed-over", "PV 2026/88");
  }

  @Test
  void a_letter_of_the_largest_size_is_taken() throws Exception {
    var order = order();
    var letter = Arrays.copyOf(SCAN, CaseLetter.MOST_BYTES);
    order.put("letter", Base64.getEncoder().encodeToString(letter));
    browser.post("/api/cases", order).expect(201);
    assertThat(handedOver().text("letter")).isEqualTo(CaseLetter.of(letter).orElseThrow().sha256());
  }

  @Test
  void without_the_right_or_a_reference_it_is_refused() throws Exception {
    var ana = town.person(browser, "Ana", Set.of("PLAY_BACK"), TestTown.MARKET);
    ana.post("/api/cases", order()).problem(403, ProblemCode.REFUSED);
    var nameless = order();
    nameless.remove("reference");
    assertThat(browser.post("/api/cases", nameless).expect(400).text()).contains("reference");
    for (var wrong : List.of("PV\n12", "PV \u202e12")) {
      var order = order();
      order.put("reference", wrong);
      assertThat(browser.post("/api/cases", order).problem(400, ProblemCode.BAD_REQUEST).text())
          .contains("reference should be one line");
    }
    assertThat(town.entries())
        .filteredOn(recorded -> recorded.entry().kind().equals("permit.granted"))
        .noneMatch(recorded -> recorded.entry().facts().toString().contains("EXPORT"));
  }

  private Map<String, Object> order() {
    var piece =
        Map.of(
            "camera",
            "market",
            "from",
            start.plusSeconds(2).toString(),
            "to",
            start.plusSeconds(8).toString());
    return new HashMap<>(
        Map.of(
            "reference",
            "PV 2026/88",
            "authority",
            "Court of Testville",
            "officer",
            "Officer 4711",
            "footage",
            List.of(piece)));
  }

  private Path fetch(JsonNode made) throws Exception {
    var fetched = browser.get(made.get("url").asString()).expect(200);
    assertThat(fetched.header("content-type")).startsWith("application/zip");
    return Files.write(folder.resolve(made.get("name").asString()), fetched.response().body());
  }

  /// The package's folder out of its file.
  private Path extract(Path zip, String passphrase) throws Exception {
    var into = Files.createTempDirectory(folder, "unpacked");
    try (var file =
        passphrase.isEmpty()
            ? new ZipFile(zip.toFile())
            : new ZipFile(zip.toFile(), passphrase.toCharArray())) {
      file.extractAll(into.toString());
    }
    return into.resolve(zip.getFileName().toString().replace(".zip", ""));
  }

  private static void verify(Path unpacked, JsonNode made) {
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status = VerifyMain.run(List.of("export", unpacked.toString()), out, out);
    assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains(made.get("manifest").asString(), "PV 2026/88");
  }

  private static void receiptsSay(Path unpacked, String manifest) throws Exception {
    for (var language : List.of("en", "fr")) {
      var receipt = Files.readAllBytes(unpacked.resolve("receipt-" + language + ".pdf"));
      try (var document = Loader.loadPDF(receipt)) {
        var text = new PDFTextStripper().getText(document);
        assertThat(text).contains(manifest, "PV 2026/88", "Officer 4711", "(market)");
      }
    }
  }

  private Entry handedOver() throws Exception {
    return town.entries().stream()
        .map(stamped -> stamped.entry())
        .filter(entry -> entry.kind().equals("case.handed-over"))
        .findFirst()
        .orElseThrow();
  }
}
