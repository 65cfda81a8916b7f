package org.vigie.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The short run: every target over its seeds and a thousand changed ones, the same each time.
class FuzzTest {

  private static final int MUTATIONS = Integer.getInteger("vigie.fuzz.mutations", 1_000);

  static Stream<Target> targets() {
    return Targets.all().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void keeps_its_promises_whatever_comes(Target target) throws Exception {
    var trial = new Trial(target);
    var seeds = target.seeds();
    for (var seed : seeds) {
      attempt(trial, seed);
    }
    var mutations = new Mutations(target.name().hashCode(), seeds);
    for (int i = 0; i < MUTATIONS; i++) {
      attempt(trial, mutations.next());
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void takes_what_its_own_writers_write(Target target) throws Exception {
    assertThat(target.own().make()).isNotEmpty();
    // At least one gets through to the end: a target that refuses everything tests nothing.
    assertThat(target.own().make())
        .anySatisfy(
            seed -> assertThatCode(() -> target.property().check(seed)).doesNotThrowAnyException());
  }

  @Test
  void names_are_unique() {
    assertThat(Targets.all()).extracting(Target::name).doesNotHaveDuplicates();
  }

  @Test
  void corpora_of_other_projects_are_read_where_they_are() throws Exception {
    Assumptions.assumeTrue(
        Corpora.arePresent(), "no corpora beside the project: only its own seeds are used");
    for (var name : List.of("sdp", "rtsp-message", "h264-stream", "mp4-file", "rtcp")) {
      assertThat(Targets.get(name).foreign().make()).as(name).isNotEmpty();
    }
  }

  @Test
  void an_error_that_is_not_declared_is_a_finding() {
    var trial = trial(input -> Integer.parseInt("x"));
    assertThatThrownBy(() -> trial.run(new byte[1]))
        .isInstanceOf(Trial.Finding.class)
        .hasMessageContaining("NumberFormatException");
  }

  @Test
  void a_declared_error_is_none() {
    var trial =
        trial(
            input -> {
              throw new IllegalStateException("as declared");
            });
    assertThatCode(() -> trial.run(new byte[1])).doesNotThrowAnyException();
  }

  @Test
  void an_input_that_fills_the_memory_is_a_finding() {
    var trial = trial(input -> assertThat(new byte[200_000]).hasSize(200_000));
    assertThatThrownBy(() -> trial.run(new byte[1]))
        .isInstanceOf(Trial.Finding.class)
        .hasMessageContaining("allocate");
  }

  @Test
  void an_input_that_takes_for_ever_is_a_finding() {
    var trial = trial(input -> spin());
    assertThatThrownBy(() -> trial.run(new byte[1]))
        .isInstanceOf(Trial.Finding.class)
        .hasMessageContaining("busy");
  }

  @Test
  void a_stack_that_overflows_is_a_finding() {
    var trial = trial(input -> deeper(1));
    assertThatThrownBy(() -> trial.run(new byte[1]))
        .isInstanceOf(Trial.Finding.class)
        .hasMessageContaining("StackOverflowError");
  }

  @Test
  void go_literals_are_the_bytes_they_stand_for() {
    assertThat(HexFormat.of().formatHex(Corpora.unquoted("a\\x00\\xff\\n\\\"\\u00e9\\\\\\a")))
        .isEqualTo("6100ff0a22c3a95c07");
  }

  private static void attempt(Trial trial, byte[] input) {
    try {
      trial.run(input);
    } catch (Trial.Finding e) {
      var hex = HexFormat.of().formatHex(input);
      throw new AssertionError(
          e.getMessage() + "; input: " + (hex.length() > 4000 ? hex.substring(0, 4000) : hex), e);
    }
  }

  private static Trial trial(Target.Property property) {
    return new Trial(
        Target.of(
            "made-up",
            List.of(IllegalStateException.class),
            Target.Bound.of(100_000, 1),
            List::of,
            property));
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  private static void spin() {
    // Asking the time allocates a little where it is not compiled yet: ask seldom.
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    long until = threads.getCurrentThreadCpuTime() + Trial.LONGEST.toNanos() + 100_000_000;
    while (threads.getCurrentThreadCpuTime() < until) {
      for (int i = 0; i < 1_000_000; i++) {
        Thread.onSpinWait();
      }
    }
  }
}
