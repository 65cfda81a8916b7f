package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Hold;
import org.vigie.governance.Holds;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.AlarmKind;
import org.vigie.model.Span;

/// What a judge holds outlives its limit, can be handed over and is shown to nobody; everything
/// else
/// dies.
class HeldTest {

  private static final LocalDate DECIDED = LocalDate.parse("2031-03-29");

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private CustodyTown town;
  private Span held;
  private Span other;

  @BeforeEach
  void two_stretches_of_footage() throws Exception {
    clocks.advance(Duration.ofSeconds(5));
    town = new CustodyTown(dir, clocks);
    town.enable("officer-5", Right.PLAY_BACK, Right.EXPORT);
    town.enable("operator-9", Right.PLAY_BACK);
    held = CustodyTown.span(town.record(Town.QUAY, 50));
    clocks.advance(Duration.ofSeconds(20));
    other = CustodyTown.span(town.record(Town.QUAY, 50));
  }

  @AfterEach
  void close() {
    town.close();
  }

  private Hold place(String person, Duration untilReview) throws Refused {
    return town.governance
        .holds()
        .place(
            person,
            "PV 2031/114",
            "Tribunal judiciaire",
            DECIDED,
            Set.of(Town.QUAY),
            new Span(held.from(), held.from().plusSeconds(1)),
            clocks.wall().plus(untilReview));
  }

  private int delete() {
    return town.recorder.deleteExpired(clocks.wall(), town.governance.holds()::keep).reels();
  }

  @Test
  void a_held_reel_outlives_its_limit_and_dies_when_the_hold_is_released() throws Exception {
    var hold = place("officer-5", Duration.ofDays(60));
    clocks.advance(CustodyTown.RETENTION);
    assertThat(delete()).isEqualTo(1);
    assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).recorded()).containsExactly(held);
    clocks.advance(Duration.ofHours(2));
    assertThat(delete()).isZero();
    assertThat(town.alarms.find(AlarmKind.DELETION_LATE, "main")).isEmpty();

    town.governance.holds().release("officer-5", hold.id(), "The case is closed");
    assertThat(delete()).isEqualTo(1);
    assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).recorded()).isEmpty();
    assertThat(town.entries("hold.placed").getFirst().entry().facts())
        .containsEntry("reference", "PV 2031/114")
        .containsEntry("authority", "Tribunal judiciaire");
    assertThat(town.entries("hold.released")).hasSize(1);
  }

  @Test
  void past_its_limit_it_is_handed_over_and_shown_to_nobody() throws Exception {
    place("officer-5", Duration.ofDays(60));
    assertThat(town.sees("operator-9", Right.PLAY_BACK, Town.QUAY, held)).isEqualTo(50);
    clocks.advance(CustodyTown.RETENTION);
    delete();
    assertThat(town.sees("operator-9", Right.PLAY_BACK, Town.QUAY, held)).isZero();
    assertThat(town.sees("officer-5", Right.PLAY_BACK, Town.QUAY, held)).isZero();
    assertThat(town.sees("officer-5", Right.EXPORT, Town.QUAY, held)).isEqualTo(50);
    assertThat(town.sees("officer-5", Right.EXPORT, Town.QUAY, other)).isZero();
  }

  @Test
  void holds_survive_a_restart_with_their_reviews() throws Exception {
    var hold = place("officer-5", Duration.ofDays(30));
    var next = clocks.wall().plus(Duration.ofDays(80));
    town.governance.holds().review("officer-5", hold.id(), next, "Still under investigation");
    town.restart();
    assertThat(town.governance.holds().list()).hasSize(1);
    assertThat(town.governance.holds().list().getFirst().review()).isEqualTo(next);
    clocks.advance(CustodyTown.RETENTION);
    assertThat(delete()).isEqualTo(1);
  }

  @Test
  void a_hold_needs_the_right_its_words_and_a_review_that_comes() throws Exception {
    assertThatThrownBy(() -> place("operator-9", Duration.ofDays(30)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("right EXPORT");
    assertThatThrownBy(() -> place("officer-5", Holds.LONGEST_REVIEW.plusSeconds(1)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("reviewed within 92 days");
    assertThatThrownBy(() -> place("officer-5", Duration.ofSeconds(-1)))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(
            () ->
                town.governance
                    .holds()
                    .place(
                        "officer-5",
                        " ",
                        "Tribunal",
                        DECIDED,
                        Set.of(Town.QUAY),
                        held,
                        clocks.wall().plusSeconds(60)))
        .hasMessageContaining("has a reference");
    assertThatThrownBy(() -> town.governance.holds().release("officer-5", "0123", "no reason"))
        .hasMessageContaining("No such hold");
    assertThat(town.entries("hold.refused")).hasSize(5);
    clocks.advance(CustodyTown.RETENTION);
    assertThat(delete()).isEqualTo(2);
  }

  @Test
  void what_was_announced_before_the_hold_is_finished() throws Exception {
    clocks.advance(CustodyTown.RETENTION);
    assertThat(delete()).isEqualTo(2);
    place("officer-5", Duration.ofDays(30));
    assertThat(town.recorder.timeline(Town.QUAY, Town.ALWAYS).recorded()).isEmpty();
  }
}
