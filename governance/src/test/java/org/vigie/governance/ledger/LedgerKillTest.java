package org.vigie.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Clocks;
import org.vigie.verify.VerifyMain;

class LedgerKillTest {

  @TempDir private Path dir;

  @Test
  void no_acknowledged_entry_is_lost_when_the_process_is_killed() throws Exception {
    long most = 0;
    for (int seed = 0; seed < 4; seed++) {
      most = Math.max(most, appendAndKill(50 + new Random(seed).nextInt(700)));
      assertThat(verified()).as("killed, seed %d", seed).isEqualTo("0");
      try (var ledger = open()) {
        assertThat(ledger.size()).as("seed %d", seed).isGreaterThan(most);
        // A torn tail is told of in an entry, which is signed a little later.
        assertThat(ledger.publish().size()).isEqualTo(ledger.size());
        ledger.replay(entry -> assertThat(entry.index()).isNotNegative());
      }
      assertThat(verified()).as("reopened, seed %d", seed).isEqualTo("0");
    }
  }

  private Ledger open() throws IOException {
    return Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "t", Clocks.system());
  }

  /// Lets a process append, kills it in the middle, and returns the greatest index it acknowledged.
  private long appendAndKill(int entries) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                AppendForever.class.getName(),
                dir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long most = -1;
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < entries; i++) {
        var line = lines.readLine();
        assertThat(line).as("the process has ended by itself").isNotNull();
        most = Math.max(most, Long.parseLong(String.valueOf(line)));
      }
      process.destroyForcibly();
    }
    process.waitFor();
    return most;
  }

  /// "0" when it holds, else what the checker says.
  private String verified() {
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = VerifyMain.run(List.of("ledger", dir.toString()), print, print);
    return code == 0 ? "0" : said.toString(StandardCharsets.UTF_8);
  }
}
