package org.vigie.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.verify.VerifyMain;

/// A copy of the ledger, as somebody checks it elsewhere.
class LogCopyTest {

  private static final String TYPED = "somebody's words";

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private Ledger ledger;
  private Path copy;

  @BeforeEach
  void open() throws IOException {
    copy = dir.resolve("copy");
    ledger =
        Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Saint-Aubin", clocks);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void append(int entries) {
    for (int n = 0; n < entries; n++) {
      ledger.append(new Entry("test.entry", "agent-1", Map.of("reason", TYPED, "number", n)));
    }
  }

  private void put(String name, byte[] bytes) throws IOException {
    var file = copy.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    assertThat(file).doesNotExist();
    Files.write(file, bytes);
  }

  private Set<Integer> copy(int from, int to) throws IOException {
    return ledger.copy(from, to, kind -> false, entry -> false, this::put);
  }

  private String verify(int expected) {
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = VerifyMain.run(List.of("ledger", copy.toString()), out, out);
    var text = said.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isEqualTo(expected);
    return text;
  }

  private String entries() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(copy.resolve("private"))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void holds_the_years_asked_for_and_nothing_that_was_typed() throws Exception {
    append(599);
    clocks.advance(Duration.ofDays(366));
    append(3);

    copy(2031, 2032);
    assertThat(verify(0)).contains("2031 holds: 600 entries", "2032 holds: 4 entries");
    assertThat(entries().lines()).hasSize(604);
    assertThat(entries()).doesNotContain(TYPED).doesNotContain("\t").contains("\"number\":598");

    Copies.delete(copy);
    copy(2032, 2040);
    assertThat(verify(0)).contains("2032 holds: 4 entries").doesNotContain("2031 holds");
    Copies.delete(copy);
    // Never another year than one that was asked for.
    assertThat(ledger.years()).containsExactly(2031, 2032);
    assertThat(copy(1990, 2030)).isEmpty();
    assertThat(copy).doesNotExist();
    assertThat(copy(2032, 2040)).containsExactly(2032);
  }

  @Test
  void of_what_is_withheld_it_holds_the_hash_alone() throws Exception {
    append(2);
    ledger.append(new Entry("secret.entry", "agent-1", Map.of("person", "agent-7")));
    ledger.append(new Entry("secret.entry", "agent-1", Map.of("person", "agent-8")));
    ledger.copy(
        2031,
        2031,
        kind -> kind.startsWith("secret."),
        entry -> entry.text("person").equals("agent-7"),
        this::put);
    assertThat(entries()).contains("agent-8").doesNotContain("agent-7");
    assertThat(entries().lines().filter(line -> line.endsWith(" withheld"))).hasSize(1);
    // Only as a part of a bundle does such a copy hold: `server.InspectionTest`.
    assertThat(verify(1)).contains("fails at entry 3: it was taken out");
    Copies.delete(copy.resolve("private"));
    Files.move(copy.resolve("public/2031"), dir.resolve("public-part"));
    copy = dir.resolve("public-part");
    assertThat(verify(0)).contains("5 entries");
  }

  @Test
  void is_whole_whatever_is_written_meanwhile() throws Exception {
    append(250);
    var writer = Thread.startVirtualThread(() -> append(400));
    do {
      copy(2031, 2031);
      verify(0);
      Copies.delete(copy);
    } while (writer.isAlive());
    copy(2031, 2031);
    assertThat(verify(0)).contains("651 entries");
    assertThat(ledger.bytes(2031, 2031)).isGreaterThan(651 * 200);
  }
}
