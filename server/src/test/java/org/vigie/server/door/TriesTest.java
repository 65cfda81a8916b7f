package org.vigie.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vigie.base.FakeClocks;

/// Failed sign-ins, counted.
class TriesTest {

  private final FakeClocks clocks = new FakeClocks();
  private final Tries tries = new Tries(clocks);

  @Test
  void the_sixth_failure_of_a_name_and_address_waits_longer_each_time() {
    fail(5, "ana", "10.0.0.1");
    assertThat(tries.begin("ana", "10.0.0.1")).contains(Duration.ofSeconds(30));
    assertThat(tries.begin("ANA", "10.0.0.1")).isPresent();
    clocks.advance(Duration.ofSeconds(30));
    assertThat(tries.begin("ana", "10.0.0.1")).isEmpty();
    assertThat(tries.begin("ana", "10.0.0.1")).contains(Duration.ofSeconds(60));
  }

  @Test
  void nobody_can_lock_someone_else_out_from_another_address() {
    fail(5, "ana", "10.0.0.1");
    assertThat(tries.begin("ana", "10.0.0.2")).isEmpty();
  }

  @Test
  void many_names_from_one_address_wait_too() {
    for (int i = 0; i < 20; i++) {
      assertThat(tries.begin("name" + i, "10.0.0.1")).isEmpty();
    }
    assertThat(tries.begin("another", "10.0.0.1")).isPresent();
  }

  @Test
  void a_success_forgets_the_failures_and_costs_nothing() {
    for (int i = 0; i < 100; i++) {
      assertThat(tries.begin("ana", "10.0.0.1")).isEmpty();
      tries.succeeded("ana", "10.0.0.1");
    }
    fail(4, "ana", "10.0.0.1");
    tries.succeeded("ana", "10.0.0.1");
    fail(4, "ana", "10.0.0.1");
    assertThat(tries.begin("ana", "10.0.0.1")).isEmpty();
  }

  @Test
  void the_wait_never_exceeds_a_quarter_of_an_hour() {
    for (int i = 0; i < 60; i++) {
      var wait = tries.begin("ana", "10.0.0.1");
      assertThat(wait.orElse(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMinutes(15));
      clocks.advance(wait.orElse(Duration.ofSeconds(1)));
    }
  }

  private void fail(int times, String name, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(tries.begin(name, address)).isEmpty();
    }
  }
}
