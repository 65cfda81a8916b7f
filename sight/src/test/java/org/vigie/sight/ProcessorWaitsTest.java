package org.vigie.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.vigie.base.Clocks;

class ProcessorWaitsTest {

  @Test
  void threads_that_compete_for_the_processors_wait_for_them() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/schedstat")));
    long pid = ProcessHandle.current().pid();
    var over = new AtomicBoolean();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(Thread.ofPlatform().daemon().start(() -> spin(over)));
    }
    var before = ProcessorWaits.of(pid);
    var deadline = Clocks.system().elapsed().plusSeconds(20);
    var waited = Duration.ZERO;
    while (waited.toMillis() < 50 && Clocks.system().elapsed().compareTo(deadline) < 0) {
      waited = ProcessorWaits.of(pid).since(before);
    }
    over.set(true);
    for (var thread : threads) {
      thread.join();
    }

    assertThat(before.nanos()).hasSizeGreaterThanOrEqualTo(threads.size());
    assertThat(waited).isGreaterThanOrEqualTo(Duration.ofMillis(50));
  }

  private static void spin(AtomicBoolean over) {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_process_that_is_gone_has_waited_for_nothing() throws Exception {
    var gone = new ProcessBuilder("true").start();
    gone.waitFor();

    assertThat(ProcessorWaits.of(gone.pid()).nanos()).isEmpty();
  }

  @Test
  void the_thread_that_waited_most_counts_one_that_is_new_from_its_start() {
    var before = new ProcessorWaits(Map.of(1L, 100L, 2L, 50L));
    var after = new ProcessorWaits(Map.of(1L, 130L, 2L, 60L, 3L, 70L));

    assertThat(after.since(before)).isEqualTo(Duration.ofNanos(70));
  }
}
