package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.FreeText;

/// Words go at their term, and not because somebody set the clock forward.
class WordsDutyTest {

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private boolean clockDoubted;

  @Test
  void a_doubted_clock_destroys_nothing() throws Exception {
    try (var governance =
        Governance.open(
            dir,
            Optional.of(dir.resolve("memory")),
            "town",
            LegalProfile.builtIn("demo"),
            new Acts(List.of(), List.of()),
            clocks)) {
      var ledger = governance.ledger();
      governance.freeText().adopt(FreeText.LEAST);
      long first = ledger.append(new Entry("test.entry", "agent-1", Map.of("reason", "typed")));
      for (int i = 0; i < 300; i++) {
        ledger.append(new Entry("test.entry", "agent-1", Map.of()));
      }
      var duty = new WordsDuty(governance.freeText(), now -> 0, clocks, () -> clockDoubted);
      clocks.advance(FreeText.LEAST.plus(Duration.ofDays(1)));
      clockDoubted = true;
      duty.round();
      assertThat(ledger.find(first).orElseThrow().entry().text("reason")).isEqualTo("typed");
      clockDoubted = false;
      duty.round();
      assertThat(ledger.find(first).orElseThrow().entry().text("reason")).isEmpty();
    }
  }
}
