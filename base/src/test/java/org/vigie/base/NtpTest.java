package org.vigie.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.vigie.base.NtpState.Kept;

class NtpTest {

  private static final String CHRONY =
      "C0248F82,ntp.example.net,3,1795496400.123456789,-0.000012345,0.000004,0.000009,-4.813,"
          + "0.001,0.044,0.012000000,0.001500000,64.3,Normal\n";

  private static Optional<NtpState> none(String text) {
    return Optional.empty();
  }

  @Test
  void chrony_says_whom_it_follows_and_how_far_off_the_clock_may_be() {
    var state = NtpAnswers.chrony(CHRONY).orElseThrow();
    assertThat(state.kept()).isEqualTo(Kept.YES);
    // 0.000012345 + 0.0015 + 0.012 / 2
    assertThat(state.error()).contains(Duration.ofNanos(7_512_345));
    assertThat(state.source()).isEqualTo("chrony, ntp.example.net");
    assertThat(state.updated()).contains(Instant.ofEpochSecond(1_795_496_400L));
    assertThat(state.wallError()).isEqualTo(Duration.ofNanos(7_512_345));
  }

  @Test
  void chrony_without_a_source_keeps_nothing() {
    var state =
        NtpAnswers.chrony(
                "7F7F0101,,0,0.000000000,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,"
                    + "1.000000000,1.000000000,0.0,Not synchronised\n")
            .orElseThrow();
    assertThat(state.kept()).isEqualTo(Kept.NO);
    assertThat(state.updated()).isEmpty();
    assertThat(state.wallError()).isEqualTo(Clocks.UNKNOWN_WALL_ERROR);
  }

  @Test
  void systemd_says_whether_but_not_how_well() {
    assertThat(NtpAnswers.systemd("NTP=yes\nNTPSynchronized=yes\n").orElseThrow().wallError())
        .isEqualTo(NtpState.USUAL_ERROR);
    assertThat(NtpAnswers.systemd("NTP=yes\nNTPSynchronized=no\n").orElseThrow().kept())
        .isEqualTo(Kept.NO);
    assertThat(NtpAnswers.systemd("")).isEmpty();
  }

  @Test
  void the_kernel_says_what_it_was_told() {
    var kept = "         mode: 0\n     maxerror: 41500\n     esterror: 211\n       status: 8193\n";
    assertThat(NtpAnswers.kernel(kept).orElseThrow().error())
        .contains(Duration.ofNanos(41_500_000));
    var not = "     maxerror: 16000000\n       status: 64\n   return value = 5\n";
    assertThat(NtpAnswers.kernel(not).orElseThrow().kept()).isEqualTo(Kept.NO);
  }

  @Test
  void asks_one_after_the_other_until_one_knows() {
    var programs =
        new NtpPrograms(
            List.of(
                new NtpPrograms.Question(
                    List.of("no-such-program-" + RandomIds.hex(4)), NtpAnswers::chrony),
                new NtpPrograms.Question(List.of("false"), NtpAnswers::chrony),
                new NtpPrograms.Question(List.of("echo", "506 Cannot talk"), NtpAnswers::chrony),
                new NtpPrograms.Question(List.of("printf", CHRONY), NtpAnswers::chrony),
                new NtpPrograms.Question(List.of("echo", "never asked"), NtpTest::none)));
    assertThat(programs.read().source()).isEqualTo("chrony, ntp.example.net");
  }

  @Test
  void a_program_that_hangs_or_talks_without_end_costs_seconds_and_kilobytes() {
    var programs =
        new NtpPrograms(List.of(new NtpPrograms.Question(List.of("yes"), NtpAnswers::chrony)));
    assertThat(programs.read()).isEqualTo(NtpState.NOBODY_SAYS);
  }

  @Test
  void nothing_that_a_program_prints_is_an_exception() {
    var random = new SplittableRandom(1);
    var pieces =
        List.of(
            ",",
            "1e999999999",
            "-",
            "NaN",
            "status:",
            "maxerror: 99999999999999999999",
            "=",
            "\n",
            "NTPSynchronized",
            "Normal",
            "9".repeat(60),
            "0.1",
            "status: -1",
            "maxerror: " + Long.MAX_VALUE,
            "1E-2000000000");
    for (int i = 0; i < 5000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      NtpAnswers.chrony(text.toString());
      NtpAnswers.systemd(text.toString());
      NtpAnswers.kernel(text.toString());
    }
  }
}
