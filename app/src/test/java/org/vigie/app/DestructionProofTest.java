package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Query;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.Span;
import org.vigie.model.StreamKind;
import org.vigie.model.VideoFormat;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecorderSettings;
import org.vigie.verify.VerifyMain;

/// Each day's proof says what was destroyed and that nothing of it is left, and an outsider's
/// program
/// redoes it.
class DestructionProofTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final CameraId YARD = new CameraId("yard");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final VideoFormat FORMAT =
      new VideoFormat(
          VideoFormat.VideoCodec.H264,
          320,
          240,
          HexFormat.of().parseHex("6764000dacb20283f60220000003002000000641e28549"),
          HexFormat.of().parseHex("68ebc3cb22c0"));

  @TempDir private Path dir;

  // The night in which the clocks go forward: a day of 23 hours.
  private final FakeClocks clocks = new FakeClocks();
  private boolean clockDoubted;
  private final Instant start = clocks.wall();
  private Governance governance;
  private Recorder recorder;

  @BeforeEach
  void open() throws Exception {
    var acts = new Acts(List.of(act()), List.of());
    var profile = LegalProfile.builtIn("demo");
    governance =
        Governance.open(dir, Optional.of(dir.resolve("memory")), "town", profile, acts, clocks);
    recorder =
        Recorder.open(
            RecorderSettings.standard(dir.resolve("footage"), dir.resolve("index.db"), "town"),
            governance.keys(),
            governance.ledger(),
            clocks);
  }

  @AfterEach
  void close() {
    recorder.close();
    governance.close();
  }

  private RecordingAct act() {
    return new RecordingAct(
        "R-1",
        "Mayor",
        start.minusSeconds(60),
        start.plus(Duration.ofDays(40)),
        Set.of(Purpose.RESCUE_AND_FIRE),
        "the harbour",
        CameraScope.all(),
        Duration.ofHours(24),
        Duration.ofHours(12),
        "");
  }

  private void record(CameraId camera) throws InterruptedException {
    var random = new Random(1);
    var begin = clocks.wall();
    var sink = recorder.camera(camera, act());
    sink.begin(new RunStart(camera, StreamKind.MAIN, FORMAT, begin, Duration.ofMillis(20)));
    for (int i = 0; i < 25; i++) {
      var bytes = new byte[500];
      random.nextBytes(bytes);
      sink.accept(new AccessUnit(3_600L * i, begin.plusMillis(40L * i), i == 0, bytes));
    }
    sink.end(new RunEnd(begin.plusSeconds(1), GapReason.CAMERA_LOST, "unplugged"));
    recorder.flush();
  }

  private DestructionProof proof() {
    return new DestructionProof(governance, recorder, PARIS, clocks, () -> clockDoubted);
  }

  private List<Map<String, Object>> proofs() {
    return governance
        .ledger()
        .page(new Query(Long.MAX_VALUE, 100, "", DestructionProof.PROOF))
        .entries()
        .reversed()
        .stream()
        .map(recorded -> recorded.entry().facts())
        .toList();
  }

  private static int verify(Path data, StringBuilder said) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = VerifyMain.run(List.of("deletion", data.toString()), print, print);
    said.append(out.toString(StandardCharsets.UTF_8));
    return code;
  }

  /// Two reels of the quay and one of the yard, destroyed a day later; proved the day after.
  private void aDayOfDestruction() throws InterruptedException {
    clocks.advance(Duration.ofSeconds(5));
    record(QUAY);
    record(YARD);
    clocks.advance(Duration.ofSeconds(30));
    record(QUAY);
    clocks.advance(Duration.ofHours(25));
    assertThat(recorder.deleteExpired(clocks.wall()).reels()).isEqualTo(3);
  }

  @Test
  void a_day_is_proved_once_it_is_over_and_verify_redoes_it() throws Exception {
    aDayOfDestruction();
    var proof = proof();
    proof.run();
    assertThat(proofs()).extracting(p -> p.get("date")).containsExactly("2031-03-30");
    clocks.advance(Duration.ofDays(1));
    proof.run();
    proof.run();
    assertThat(proofs()).extracting(p -> p.get("date")).containsExactly("2031-03-30", "2031-03-31");
    var day = proofs().getLast();
    assertThat(day.get("cameras"))
        .isEqualTo(
            List.of(Map.of("camera", "quay", "reels", 2L), Map.of("camera", "yard", "reels", 1L)));
    assertThat(day.get("files_left")).isEqualTo(List.of());
    assertThat(day.get("keys_left")).isEqualTo(List.of());
    // The first day had 23 hours.
    assertThat(Duration.between(instant(proofs().getFirst(), "from"), instant(day, "from")))
        .isEqualTo(Duration.ofHours(23));
    // A program that starts again goes on where it was.
    proof().run();
    assertThat(proofs()).hasSize(2);
    var said = new StringBuilder();
    assertThat(verify(dir, said)).as(said.toString()).isZero();
    assertThat(said.toString())
        .contains("2 days proved, from 2031-03-30 to 2031-03-31; 3 reels destroyed");
  }

  private static Instant instant(Map<String, Object> facts, String name) {
    return Instant.parse(String.valueOf(facts.get(name)));
  }

  @Test
  void a_clock_that_is_ahead_proves_no_day_and_holds_up_none() throws Exception {
    aDayOfDestruction();
    clockDoubted = true;
    clocks.stepWall(Duration.ofDays(3650));
    proof().run();
    assertThat(proofs()).isEmpty();
    // One written by an earlier version while the clock was ahead.
    governance.note(DestructionProof.PROOF, "vigie", Map.of("date", "2041-03-25"));
    clocks.stepWall(Duration.ofDays(-3650));
    clockDoubted = false;
    clocks.advance(Duration.ofDays(1));
    proof().run();
    assertThat(proofs())
        .extracting(p -> p.get("date"))
        .containsExactly("2041-03-25", "2031-03-30", "2031-03-31");
  }

  @Test
  void a_file_or_a_key_that_came_back_is_named_by_the_proof_and_by_verify() throws Exception {
    clocks.advance(Duration.ofSeconds(5));
    record(QUAY);
    Path reel;
    Path key;
    try (var files = Files.walk(dir)) {
      reel = files.filter(f -> f.toString().endsWith(".reel")).findFirst().orElseThrow();
    }
    try (var files = Files.list(dir.resolve("keys/reels"))) {
      key = files.findFirst().orElseThrow();
    }
    var reelBytes = Files.readAllBytes(reel);
    var keyBytes = Files.readAllBytes(key);
    clocks.advance(Duration.ofHours(25));
    recorder.deleteExpired(clocks.wall());
    Files.write(reel, reelBytes);
    Files.write(key, keyBytes);
    clocks.advance(Duration.ofDays(1));
    proof().run();
    assertThat((List<?>) proofs().getLast().get("files_left")).hasSize(1);
    assertThat((List<?>) proofs().getLast().get("keys_left")).hasSize(1);
    var said = new StringBuilder();
    assertThat(verify(dir, said)).isEqualTo(1);
    assertThat(said.toString())
        .contains("the ledger says that it was destroyed", "were still there", ".key is there");
  }

  @Test
  void what_is_held_and_what_left_the_house_stand_beside_it() throws Exception {
    clocks.advance(Duration.ofSeconds(5));
    record(QUAY);
    var span = new Span(start, start.plusSeconds(60));
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        "officer-5",
        Set.of(Right.EXPORT),
        CameraScope.all(),
        start.minusSeconds(60),
        start.plus(Duration.ofDays(40)));
    governance
        .holds()
        .place(
            "officer-5",
            "PV 2031/114",
            "Tribunal judiciaire",
            LocalDate.parse("2031-03-29"),
            Set.of(QUAY),
            span,
            clocks.wall().plus(Duration.ofDays(30)));
    var permit =
        governance.permit(
            "officer-5", Right.EXPORT, Set.of(QUAY), Optional.of(span), "Requisition 114");
    recorder.export(permit, QUAY, span, dir.resolve("out.mp4"));
    clocks.advance(Duration.ofHours(25));
    assertThat(recorder.deleteExpired(clocks.wall(), governance.holds()::keep).reels()).isZero();
    proof().run();
    var day = proofs().getLast();
    assertThat(String.valueOf(day.get("held"))).contains("PV 2031/114", "Tribunal judiciaire");
    assertThat(String.valueOf(day.get("exports"))).contains("quay", permit.id());
    assertThat(day.get("cameras")).isEqualTo(List.of());
    var said = new StringBuilder();
    assertThat(verify(dir, said)).as(said.toString()).isZero();
  }

  @Test
  void a_proof_that_says_less_than_the_ledger_tells_is_found() throws Exception {
    aDayOfDestruction();
    // Whoever can write to the ledger writes the day's proof before Vigie does.
    var from = LocalDate.parse("2031-03-31").atStartOfDay(PARIS).toInstant();
    var to = LocalDate.parse("2031-04-01").atStartOfDay(PARIS).toInstant();
    governance.note(
        DestructionProof.PROOF,
        "vigie",
        Map.of(
            "date",
            "2031-03-31",
            "zone",
            "Europe/Paris",
            "from",
            from,
            "to",
            to,
            "cameras",
            List.of(Map.of("camera", "quay", "reels", 2)),
            "digest",
            "00",
            "files_left",
            List.of(),
            "keys_left",
            List.of()));
    var said = new StringBuilder();
    assertThat(verify(dir, said)).isEqualTo(1);
    assertThat(said.toString())
        .contains(
            "says of 2031-03-31 that 2 reels of quay were destroyed, and the ledger tells of 2"
                + " reels of quay, 1 reels of yard");
  }

  @Test
  void days_on_which_the_machine_was_off_are_proved_when_it_is_back() throws Exception {
    aDayOfDestruction();
    proof().run();
    clocks.advance(Duration.ofDays(4));
    proof().run();
    assertThat(proofs())
        .extracting(p -> p.get("date"))
        .containsExactly("2031-03-30", "2031-03-31", "2031-04-01", "2031-04-02", "2031-04-03");
    assertThat(verify(dir, new StringBuilder())).isZero();
  }
}
