package org.vigie.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.model.ViewTrouble;

class ViewJudgeTest {

  private final ViewJudge judge = new ViewJudge();
  private Duration elapsed = Duration.ofDays(3);

  private Set<ViewTrouble> hold(double seconds, ViewTrouble... said) {
    Set<ViewTrouble> present = Set.of();
    for (int i = 0; i < Math.round(seconds * 2); i++) {
      elapsed = elapsed.plusMillis(500);
      present = judge.see(elapsed, Set.of(said));
    }
    return present;
  }

  @Test
  void a_trouble_begins_after_it_has_lasted_and_ends_after_it_has_been_gone() {
    assertThat(hold(4.5, ViewTrouble.BLINDED)).isEmpty();
    assertThat(hold(1.5, ViewTrouble.BLINDED)).containsExactly(ViewTrouble.BLINDED);
    assertThat(hold(55)).containsExactly(ViewTrouble.BLINDED);
    assertThat(hold(6)).isEmpty();
  }

  @Test
  void headlights_that_come_and_go_are_no_trouble() {
    for (int i = 0; i < 50; i++) {
      assertThat(hold(4, ViewTrouble.BLINDED)).isEmpty();
      assertThat(hold(1)).isEmpty();
    }
  }

  @Test
  void a_trouble_that_comes_back_within_the_minute_never_ended() {
    hold(10, ViewTrouble.DEFOCUSED);
    for (int i = 0; i < 20; i++) {
      assertThat(hold(50)).containsExactly(ViewTrouble.DEFOCUSED);
      assertThat(hold(1, ViewTrouble.DEFOCUSED)).containsExactly(ViewTrouble.DEFOCUSED);
    }
  }

  @Test
  void what_a_person_accepts_is_no_trouble_until_it_has_ended_and_begins_again() {
    hold(10, ViewTrouble.MOVED);
    judge.accept(ViewTrouble.MOVED);

    assertThat(hold(600, ViewTrouble.MOVED)).isEmpty();
    assertThat(hold(70)).isEmpty();
    assertThat(hold(10, ViewTrouble.MOVED)).containsExactly(ViewTrouble.MOVED);
  }

  @Test
  void accepting_what_is_not_there_hides_nothing() {
    judge.accept(ViewTrouble.MOVED);

    assertThat(hold(10, ViewTrouble.MOVED)).containsExactly(ViewTrouble.MOVED);
  }

  @Test
  void in_any_sequence_a_trouble_is_present_only_after_its_patience_and_lasts_its_minute() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var tried = new ViewJudge();
      var now = Duration.ofDays(1);
      var saidFor = Duration.ZERO;
      var silentFor = Duration.ofDays(1);
      boolean was = false;
      boolean says = false;
      for (int i = 0; i < 400; i++) {
        var step = Duration.ofMillis(100 + random.nextInt(4_000));
        now = now.plus(step);
        boolean saysNow = random.nextInt(10) == 0 ? !says : says;
        saidFor = saysNow ? (says ? saidFor.plus(step) : Duration.ZERO) : Duration.ZERO;
        silentFor = saysNow ? Duration.ZERO : (says ? Duration.ZERO : silentFor.plus(step));
        says = saysNow;
        var present =
            tried.see(
                now, says ? EnumSet.of(ViewTrouble.COVERED) : EnumSet.noneOf(ViewTrouble.class));
        boolean is = present.contains(ViewTrouble.COVERED);
        if (is && !was) {
          assertThat(saidFor).as("seed %d", seed).isGreaterThanOrEqualTo(ViewJudge.BEGINS_AFTER);
        }
        if (was && !is) {
          assertThat(silentFor).as("seed %d", seed).isGreaterThanOrEqualTo(ViewJudge.ENDS_AFTER);
        }
        was = is;
      }
    }
  }
}
