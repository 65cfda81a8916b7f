package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.ledger.Cosignatures;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.WitnessKey;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.verify.witness.WitnessMain;

/// The alarms about witnesses, by a clock that is moved by hand.
class WitnessDutyTest {

  private static final String ORIGIN = "vigie/saint-aubin/2031";

  @TempDir private Path dir = Path.of("");
  private final FakeClocks clocks = new FakeClocks();
  private final Map<String, String> holding = new TreeMap<>();
  private Ledger ledger;
  private Cosignatures cosignatures;
  private WitnessDuty duty;
  private WitnessPost.@Nullable Failure failure;

  private final Alarms alarms =
      new Alarms() {
        @Override
        public void raise(AlarmKind kind, String subject, String detail) {
          holding.put(kind + " " + subject, detail);
        }

        @Override
        public void end(AlarmKind kind, String subject) {
          holding.remove(kind + " " + subject);
        }
      };

  @BeforeEach
  void a_town_that_names_a_witness() throws Exception {
    ledger =
        Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "Saint-Aubin", clocks);
    cosignatures = new Cosignatures(ledger, dir.resolve("ledger"), clocks);
    witness("new", "--name", "dpo", "--dir", dir.resolve("dpo").toString());
    cosignatures.adopt(List.of(WitnessKey.read(Files.readString(dir.resolve("dpo/verifier")))));
    duty = new WitnessDuty(cosignatures, key -> Optional.ofNullable(failure), alarms, clocks);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void witness(String... words) {
    var print = new PrintStream(new ByteArrayOutputStream());
    WitnessMain.run(List.of(words), clocks::wall, print, print);
  }

  private String look() throws Exception {
    ledger.publish();
    var verifier = dir.resolve("ledger/public/2031/verifier").toString();
    witness("run", "--dir", dir.resolve("dpo") + "", "--log", dir + "", "--verifier", verifier);
    return Files.readString(dir.resolve("dpo/logs").resolve(ORIGIN).resolve("cosigned"));
  }

  private void after(Duration time) {
    clocks.advance(time);
    duty.round();
  }

  @Test
  void a_day_without_a_cosignature_is_an_alarm_until_one_comes() throws Exception {
    after(Duration.ofHours(23));
    assertThat(holding).isEmpty();
    after(Duration.ofHours(1));
    assertThat(holding).containsOnlyKeys("WITNESS_SILENT dpo");
    assertThat(holding.get("WITNESS_SILENT dpo"))
        .contains("has not cosigned since it was named", "`vigie witness status`");
    failure = new WitnessPost.Failure("http://192.0.2.1/: no answer within 10 s", false);
    duty.round();
    assertThat(holding.get("WITNESS_SILENT dpo")).endsWith(failure.why());
    failure = null;
    cosignatures.take(look());
    after(Duration.ofMinutes(1));
    assertThat(holding).isEmpty();
    for (int i = 0; i < 3; i++) {
      cosignatures.take(look());
      ledger.append(new Entry("test.entry", "agent-1", Map.of()));
      after(Duration.ofHours(20));
      assertThat(holding).isEmpty();
    }
    after(Duration.ofHours(4));
    assertThat(holding).containsOnlyKeys("WITNESS_SILENT dpo");
  }

  @Test
  void a_checkpoint_that_contradicts_the_ledger_is_an_alarm_until_its_file_is_gone()
      throws Exception {
    var folder = Files.createDirectories(dir.resolve("ledger/contradictions"));
    var file = Files.writeString(folder.resolve("0123abcd.cosigned"), "as the witness brought it");
    duty.round();
    assertThat(holding).containsOnlyKeys("LEDGER_CONTRADICTED 0123abcd");
    assertThat(holding.get("LEDGER_CONTRADICTED 0123abcd")).contains(file.toString(), "--seen");
    Files.delete(file);
    duty.round();
    assertThat(holding).isEmpty();
  }

  @Test
  void a_witness_that_refuses_what_the_ledger_says_now_is_an_alarm_at_once() {
    failure = new WitnessPost.Failure("http://192.0.2.1/: answers 422: the proof", true);
    duty.round();
    assertThat(holding).containsOnlyKeys("LEDGER_CONTRADICTED dpo");
    assertThat(holding.get("LEDGER_CONTRADICTED dpo")).contains("422", "--seen");
    failure = null;
    duty.round();
    assertThat(holding).isEmpty();
  }
}
