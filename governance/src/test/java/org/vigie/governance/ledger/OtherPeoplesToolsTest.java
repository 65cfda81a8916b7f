package org.vigie.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;

/// Our public files read by Go's `golang.org/x/mod/sumdb`: `note` opens the checkpoints, `tlog`
/// proves every entry and that the log continues an earlier checkpoint. Nothing of what judges here
/// is ours.
class OtherPeoplesToolsTest {

  /// Where Debian's package golang-golang-x-mod-dev puts sources.
  private static final Path DEBIAN_GO_PATH = Path.of("/usr/share/gocode");

  private static final String ORIGIN = "vigie/saint-aubin/2031";

  @TempDir private static Path tools;
  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();

  private record Outcome(int code, String said) {}

  @BeforeAll
  static void build() throws IOException, InterruptedException, URISyntaxException {
    assumeTrue(
        Files.isDirectory(DEBIAN_GO_PATH.resolve("src/golang.org/x/mod/sumdb/tlog")),
        "not checked with Go's tlog and note: install golang-golang-x-mod-dev");
    assumeTrue(
        Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go"))),
        "not checked with Go's tlog and note: install golang-go");
    for (var name : List.of("others", "cosigned")) {
      var source =
          Path.of(
              Objects.requireNonNull(OtherPeoplesToolsTest.class.getResource(name + ".go"))
                  .toURI());
      var built =
          run(List.of("go", "build", "-o", tools.resolve(name).toString(), source.toString()));
      assertThat(built).isEqualTo(new Outcome(0, ""));
    }
  }

  private static Outcome run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(tools.toFile());
    var said = tools.resolve("said").toFile();
    builder.redirectOutput(said);
    builder
        .environment()
        .putAll(
            Map.of(
                "GO111MODULE", "off",
                "GOPATH", DEBIAN_GO_PATH.toString(),
                "GOPROXY", "off",
                "GOFLAGS", "",
                "CGO_ENABLED", "0",
                "GOCACHE", tools.resolve("cache").toString()));
    var process = builder.start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(said.toPath()).strip());
  }

  private void append(int entries) throws IOException, InterruptedException {
    try (var ledger =
        Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Saint-Aubin", clocks)) {
      var threads = new ArrayList<Thread>();
      for (int t = 0; t < 30; t++) {
        int first = t;
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  for (int i = first; i < entries; i += 30) {
                    ledger.append(new Entry("test.entry", "agent-1", Map.of("number", i)));
                  }
                }));
      }
      for (var thread : threads) {
        assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
      }
    }
  }

  private Path published(String name) {
    return dir.resolve("ledger/public/2031").resolve(name);
  }

  private Outcome judge() throws IOException, InterruptedException {
    return run(
        List.of(
            tools.resolve("others").toString(),
            published("").toString(),
            published("verifier").toString(),
            dir.resolve("seen").toString()));
  }

  private void flip(String file, int at) throws IOException {
    var bytes = Files.readAllBytes(published(file));
    bytes[at] ^= 1;
    Files.write(published(file), bytes);
  }

  /// Two full tiles and a part, two hashes one level higher, and a checkpoint from within the first
  /// tile.
  @BeforeEach
  void write() throws IOException, InterruptedException {
    append(199);
    Files.copy(published("checkpoint"), dir.resolve("seen"));
    append(400);
  }

  @Test
  void every_entry_is_included_and_the_log_continues_what_was_seen() throws Exception {
    assertThat(judge())
        .isEqualTo(
            new Outcome(0, ORIGIN + ": 600 entries included, the first 200 as seen earlier"));
  }

  @Test
  void a_published_entry_that_was_changed_is_named() throws Exception {
    flip("tile/entries/001", 9 * 34 + 5);
    assertThat(judge().said()).startsWith("entry 265 is not included:");
  }

  @Test
  void a_changed_tile_does_not_fit_the_signed_root() throws Exception {
    flip("tile/0/001", 9 * 32);
    assertThat(judge().code()).isEqualTo(1);
    // The first entry that needs this tile. Debian's tlog, 0.7.0, does not always compare a tile
    // with its parent; then the proof fails instead, so what follows differs by version.
    assertThat(judge().said()).startsWith("entry 256 ");
  }

  @Test
  void a_changed_checkpoint_is_not_opened() throws Exception {
    var note = Files.readString(published("checkpoint"));
    Files.writeString(published("checkpoint"), note.replace("\n600\n", "\n599\n"));
    assertThat(judge().code()).isEqualTo(1);
    assertThat(judge().said()).startsWith("checkpoint: invalid signature");
  }

  @Test
  void a_past_that_was_written_anew_and_signed_is_no_continuation() throws Exception {
    Copies.delete(dir.resolve("ledger"));
    Files.delete(dir.resolve("keys/ledger.checkpoint"));
    append(599);
    assertThat(judge().code()).isEqualTo(1);
    assertThat(judge().said()).startsWith("not a continuation of the first 200 entries:");
  }

  @Test
  void what_our_witness_cosigned_is_opened_with_both_keys_and_with_no_other() throws Exception {
    var witness = dir.resolve("dpo");
    witness("new", "--name", "dpo.example.org", "--dir", witness.toString());
    var verifier = published("verifier").toString();
    witness("run", "--dir", witness.toString(), "--log", dir.toString(), "--verifier", verifier);
    var note = witness.resolve("logs").resolve(ORIGIN).resolve("cosigned");
    var open =
        List.of(
            tools.resolve("cosigned").toString(),
            note.toString(),
            verifier,
            witness.resolve("verifier").toString());
    assertThat(run(open)).isEqualTo(new Outcome(0, "signed by " + ORIGIN + " and dpo.example.org"));
    var text = Files.readString(note);
    Files.writeString(note, text.replace("\n600\n", "\n601\n"));
    assertThat(run(open).code()).isEqualTo(1);
    Files.writeString(note, text);
    witness("new", "--name", "dpo.example.org", "--dir", dir.resolve("other").toString());
    Files.copy(
        dir.resolve("other/verifier"),
        witness.resolve("verifier"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(run(open)).isEqualTo(new Outcome(1, "1 signatures hold"));
  }

  private void witness(String... words) {
    int code =
        org.vigie.verify.witness.WitnessMain.run(
            List.of(words), clocks::wall, System.out, System.err);
    assertThat(code).isZero();
  }
}
