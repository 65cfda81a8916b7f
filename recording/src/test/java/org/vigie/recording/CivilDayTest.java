package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;
import org.vigie.model.Span;

class CivilDayTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final LocalDate ORDINARY = LocalDate.parse("2026-11-22");
  private static final LocalDate SPRING = LocalDate.parse("2026-03-29");
  private static final LocalDate AUTUMN = LocalDate.parse("2026-10-25");

  @Test
  void a_day_has_23_24_or_25_hours() {
    assertThat(CivilDay.span(ORDINARY, PARIS).length()).hasHours(24);
    assertThat(CivilDay.span(SPRING, PARIS).length()).hasHours(23);
    assertThat(CivilDay.span(AUTUMN, PARIS).length()).hasHours(25);
    // A day that begins at 01:00, since clocks go forward at midnight.
    assertThat(CivilDay.span(SPRING, ZoneId.of("Asia/Beirut")).length()).hasHours(23);
  }

  @Test
  void an_autumn_day_recorded_whole_but_for_its_second_two_o_clock_adds_up_to_25_hours() {
    var day = CivilDay.span(AUTUMN, PARIS);
    var secondTwo = Instant.parse("2026-10-25T01:00:00Z");
    var lost = new Span(secondTwo, secondTwo.plus(Duration.ofHours(1)));
    var timeline =
        new Timeline(
            Town.QUAY,
            day,
            List.of(new Span(day.from(), lost.from()), new Span(lost.to(), day.to())),
            List.of(
                new Gap(Town.QUAY, lost.from(), lost.to(), GapReason.CAMERA_LOST, "Unplugged.")),
            List.of());
    var account = CivilDay.of(AUTUMN, PARIS, timeline, day.to().plusSeconds(1));
    assertThat(account.recordedLength()).hasHours(24);
    assertThat(account.gapLengths()).containsOnlyKeys(GapReason.CAMERA_LOST);
    assertThat(account.ahead().length()).isZero();
  }

  @Test
  void a_camera_first_known_at_noon_has_its_morning_before_and_its_evening_ahead() {
    var day = CivilDay.span(ORDINARY, PARIS);
    var noon = day.from().plus(Duration.ofHours(12));
    var settled = noon.plus(Duration.ofHours(1)).plusNanos(999_999);
    var known = new Span(noon, settled);
    var timeline = new Timeline(Town.QUAY, known, List.of(known), List.of(), List.of());
    var account = CivilDay.of(ORDINARY, PARIS, timeline, settled.plusMillis(1_500));
    assertThat(account.before().length()).hasHours(12);
    assertThat(account.recordedLength()).isEqualTo(Duration.ofHours(1));
    assertThat(account.unsettled().length()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(account.ahead().length())
        .isEqualTo(Duration.ofHours(11).minus(Duration.ofMillis(1_500)));
  }

  @Test
  void whatever_happened_every_day_adds_up_to_the_millisecond() {
    for (var date : List.of(ORDINARY, SPRING, AUTUMN)) {
      for (long seed = 1; seed <= 1_000; seed++) {
        var story = new Story(date, seed);
        var account = CivilDay.of(date, PARIS, story.timeline(), story.now);
        assertThat(inMilliseconds(account))
            .as("%s, seed %d", date, seed)
            .isEqualTo(account.span().length().toMillis());
        requireContiguous(account, seed);
      }
    }
  }

  @Test
  void the_days_of_a_month_cut_out_of_one_time_line_are_those_asked_for_one_by_one() {
    for (long seed = 1; seed <= 200; seed++) {
      var story = new Story(AUTUMN, seed);
      for (int offset = -1; offset <= 1; offset++) {
        var date = AUTUMN.plusDays(offset);
        var alone = CivilDay.of(date, PARIS, story.timeline(CivilDay.span(date, PARIS)), story.now);
        var together = CivilDay.of(date, PARIS, story.timeline(), story.now);
        assertThat(together.gapLengths()).as("seed %d", seed).isEqualTo(alone.gapLengths());
        assertThat(together.recordedLength()).isEqualTo(alone.recordedLength());
        assertThat(together.deletedLength()).isEqualTo(alone.deletedLength());
        assertThat(together.before()).isEqualTo(alone.before());
      }
    }
  }

  private static long inMilliseconds(CivilDay day) {
    return day.recordedLength().toMillis()
        + day.deletedLength().toMillis()
        + day.gapLengths().values().stream().mapToLong(Duration::toMillis).sum()
        + day.before().length().toMillis()
        + day.unsettled().length().toMillis()
        + day.ahead().length().toMillis();
  }

  /// Lengths could add up by accident: the pieces must also follow on one another.
  private static void requireContiguous(CivilDay day, long seed) {
    var ends = new TreeMap<Instant, Instant>();
    var pieces = new ArrayList<>(day.recorded());
    pieces.addAll(day.deleted());
    pieces.addAll(List.of(day.before(), day.unsettled(), day.ahead()));
    day.gaps().forEach(gap -> pieces.add(new Span(gap.from(), gap.to())));
    for (var piece : pieces) {
      if (piece.from().isBefore(piece.to())) {
        assertThat(ends.put(piece.from(), piece.to())).as("seed %d", seed).isNull();
      }
    }
    var at = day.span().from();
    for (var end = ends.get(at); end != null; end = ends.get(at)) {
      at = end;
    }
    assertThat(at).as("seed %d: %s", seed, day).isEqualTo(day.span().to());
  }

  /// What could have happened around a day: reels, a clock put back now and then, deletions, gaps
  /// of every reason, a camera that came late, a present somewhere.
  private static final class Story {

    final Instant now;
    private final List<Stretch> recorded = new ArrayList<>();
    private final List<Stretch> deleted = new ArrayList<>();
    private final List<Journal.Line.GapFrom> begins = new ArrayList<>();
    private final Span whole;
    private final long first;
    private final long known;

    Story(LocalDate date, long seed) {
      var random = new Random(seed);
      var day = CivilDay.span(date, PARIS);
      whole = new Span(day.from().minus(Duration.ofHours(26)), day.to().plus(Duration.ofHours(26)));
      long begin = Micros.of(whole.from());
      long length = Micros.of(whole.to()) - begin;
      now = Micros.instant(begin + random.nextLong(length)).plusNanos(random.nextInt(1_000));
      known = Micros.of(now) - random.nextLong(2 * Micros.PER_SECOND);
      long at = begin + random.nextLong(length / 2);
      first = at;
      while (at < known && random.nextInt(40) != 0) {
        long end = Math.min(known, at + 1 + random.nextLong(3 * Micros.PER_HOUR));
        boolean gone = recorded.isEmpty() && random.nextInt(3) == 0;
        if (end > at) {
          (gone ? deleted : recorded).add(Stretch.of(at, end, random.nextInt(100_000)));
        }
        if (random.nextBoolean()) {
          var reason = GapReason.values()[random.nextInt(GapReason.values().length)];
          var from = Micros.instant(end + random.nextLong(Micros.PER_HOUR));
          begins.add(new Journal.Line.GapFrom(Town.QUAY, from, reason, "Said."));
        }
        at = end + random.nextLong(Micros.PER_HOUR) - (random.nextInt(5) == 0 ? 60_000_000 : 0);
      }
    }

    Timeline timeline() {
      return timeline(whole);
    }

    /// As the recorder makes it: from when the camera is first known to what is settled.
    Timeline timeline(Span span) {
      long asked = Micros.of(span.from());
      long to = Math.max(asked, Math.min(Micros.of(span.to()), known));
      long from = Math.clamp(first, asked, to);
      return Timelines.of(Town.QUAY, from, to, recorded, deleted, begins);
    }
  }
}
