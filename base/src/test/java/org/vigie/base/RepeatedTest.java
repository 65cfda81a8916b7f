package org.vigie.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatedTest {

  @Test
  void goes_on_after_a_round_that_fails() throws InterruptedException {
    var rounds = new CountDownLatch(3);
    try (var repeated =
        Repeated.start(
            "test",
            Duration.ofMillis(1),
            () -> {
              rounds.countDown();
              throw new IllegalStateException("this round");
            })) {
      assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void goes_on_after_an_error_too() throws InterruptedException {
    var rounds = new CountDownLatch(3);
    try (var repeated =
        Repeated.start(
            "test",
            Duration.ofMillis(1),
            () -> {
              rounds.countDown();
              throw new OutOfMemoryError("this round");
            })) {
      assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void does_nothing_more_once_closed() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var repeated = Repeated.start("test", Duration.ofDays(1), begun::countDown);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    repeated.close();
    repeated.close();
  }
}
