package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine's clock, and a person's word for it.
class ClockTest {

  @TempDir Path folder;
  private TestTown town;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(folder);
    browser = town.administrator();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void a_jump_forward_is_an_alarm_and_holds_deletion_until_an_administrator_confirms()
      throws Exception {
    Waiting.until("the clock was asked for", () -> !town.clock.holdsDeletion());
    var before = browser.get("/api/clock").expect(200).json();
    assertThat(before.get("kept").asString()).isEqualTo("UNKNOWN");
    assertThat(before.get("error_ms").asLong()).isEqualTo(1000);
    assertThat(before.get("unconfirmed")).isEmpty();

    town.clocks.step(Duration.ofMinutes(10));
    Waiting.until("the step was noticed", () -> town.clock.holdsDeletion());

    var stepped = browser.get("/api/clock").expect(200).json();
    assertThat(stepped.get("holds_deletion").asBoolean()).isTrue();
    assertThat(stepped.get("unconfirmed").get(0).get("by_ms").asLong())
        .isBetween(599_000L, 601_000L);
    var alarms = browser.get("/api/alarms").expect(200).json().get("current");
    assertThat(alarms.get(0).get("kind").asString()).isEqualTo("CLOCK");

    var why = Map.of("reason", "compared with the radio");
    var ana = town.person(browser, "Ana", Set.of("JUDGE"), TestTown.MARKET);
    ana.post("/api/clock/confirm", why).problem(403, ProblemCode.REFUSED);
    browser
        .post("/api/clock/confirm", Map.of("reason", ""))
        .problem(400, ProblemCode.REASON_NEEDED);
    var confirmed = browser.post("/api/clock/confirm", why).expect(200).json();

    assertThat(confirmed.get("holds_deletion").asBoolean()).isFalse();
    assertThat(browser.get("/api/alarms").expect(200).json().get("current")).isEmpty();
    assertThat(town.entries().toString()).contains("clock.stepped", "compared with the radio");
  }
}
