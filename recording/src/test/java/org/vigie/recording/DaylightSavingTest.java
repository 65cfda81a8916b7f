package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Permit;
import org.vigie.governance.Right;
import org.vigie.media.mp4.Mp4Reader;
import org.vigie.model.Gap;
import org.vigie.model.GapReason;
import org.vigie.model.Span;

/// Both nights on which Paris changes its clocks: footage is stored in UTC, so nothing of it is
/// hidden, doubled or moved.
class DaylightSavingTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final LocalDate SPRING = LocalDate.of(2031, 3, 30);
  private static final LocalDate AUTUMN = LocalDate.of(2031, 10, 26);
  private static final Duration EVERY = Duration.ofMinutes(30);
  private static final int PICTURES = 100;
  private static final Duration SENT = Source.PICTURE.multipliedBy(PICTURES);

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private Governance governance;
  private Recorder recorder;

  @BeforeEach
  void open() throws Exception {
    clocks.stepWall(Duration.ofHours(-3));
    governance = Governance.open(dir, "Town", LegalProfile.builtIn("demo"), Acts.none(), clocks);
    recorder =
        Recorder.open(
            RecorderSettings.standard(dir.resolve("footage"), dir.resolve("index.db"), "Town"),
            governance.keys(),
            governance.ledger(),
            clocks);
  }

  @AfterEach
  void close() {
    recorder.close();
    governance.close();
  }

  /// Records four seconds at every full and half hour of a civil day; the day.
  private Span record(LocalDate date) throws Exception {
    var day = new Span(at(date, 0, 0), at(date.plusDays(1), 0, 0));
    clocks.advance(Duration.between(clocks.wall(), day.from()));
    var sink = recorder.camera(Town.QUAY, Town.act(Duration.ofDays(3)));
    var source = new Source(Town.QUAY, sink, day.from(), 1);
    source.mostBytes = 200;
    source.keep = false;
    while (source.wall().isBefore(day.to())) {
      source.begin(Source.SMALL);
      source.send(PICTURES);
      source.end(GapReason.CAMERA_LOST);
      source.pause(EVERY.minus(SENT));
    }
    recorder.flush();
    clocks.advance(Duration.between(clocks.wall(), day.to().plusSeconds(60)));
    return day;
  }

  private static Instant at(LocalDate date, int hour, int minute) {
    return ZonedDateTime.of(date, LocalTime.of(hour, minute), PARIS).toInstant();
  }

  private Permit permit(Right right, Span span) throws Exception {
    return governance.permit(
        Actors.LOCAL_ADMINISTRATOR, right, Set.of(Town.QUAY), Optional.of(span), "A request.");
  }

  /// What is found, played and exported at an instant: the four seconds that begin there.
  private void isThere(Instant at, String name) throws Exception {
    var span = new Span(at.minusSeconds(10), at.plusSeconds(20));
    assertThat(recorder.timeline(Town.QUAY, span).recorded())
        .containsExactly(new Span(at, at.plus(SENT)));
    var out = dir.resolve(name + ".mp4");
    var export = recorder.export(permit(Right.EXPORT, span), Town.QUAY, span, out);
    assertThat(export.files().getFirst().first()).isEqualTo(at);
    assertThat(export.pictures()).isEqualTo(PICTURES);
    assertThat(export.uncertainty()).isEqualTo(Duration.ofMillis(20));
    var film = new ByteArrayOutputStream();
    recorder.play(permit(Right.PLAY_BACK, span), Town.QUAY, span, film);
    var movie = Mp4Reader.movie(ByteBuffer.wrap(film.toByteArray()));
    assertThat(movie.fragments().stream().mapToLong(f -> f.samples().size()).sum())
        .isEqualTo(PICTURES);
  }

  private void addsUp(Span day, int hours) {
    assertThat(day.length()).isEqualTo(Duration.ofHours(hours));
    var timeline = recorder.timeline(Town.QUAY, day);
    var gaps =
        timeline.gaps().stream()
            .map((Gap gap) -> Duration.between(gap.from(), gap.to()))
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(timeline.recordedLength()).isEqualTo(SENT.multipliedBy(2L * hours));
    assertThat(timeline.recordedLength().plus(gaps)).isEqualTo(day.length());
  }

  @Test
  void in_the_autumn_night_both_half_past_two_are_there_an_hour_apart() throws Exception {
    var day = record(AUTUMN);
    addsUp(day, 25);
    var half = ZonedDateTime.of(AUTUMN, LocalTime.of(2, 30), PARIS);
    var first = half.withEarlierOffsetAtOverlap().toInstant();
    var second = half.withLaterOffsetAtOverlap().toInstant();
    assertThat(Duration.between(first, second)).isEqualTo(Duration.ofHours(1));
    isThere(first, "first");
    isThere(second, "second");
    isThere(at(AUTUMN, 3, 0), "three");
    // From the first to the second: one hour, whose halves are told apart.
    var hour = new Span(first, second);
    var out = dir.resolve("hour.mp4");
    var export = recorder.export(permit(Right.EXPORT, hour), Town.QUAY, hour, out);
    assertThat(export.pictures()).isEqualTo(2 * PICTURES);
  }

  @Test
  void in_the_spring_night_half_past_one_and_half_past_three_are_an_hour_apart() throws Exception {
    var day = record(SPRING);
    addsUp(day, 23);
    var before = at(SPRING, 1, 30);
    var after = at(SPRING, 3, 30);
    assertThat(Duration.between(before, after)).isEqualTo(Duration.ofHours(1));
    isThere(before, "before");
    isThere(at(SPRING, 3, 0), "the-change-itself");
    isThere(after, "after");
    var span = new Span(before, after);
    var export =
        recorder.export(
            permit(Right.EXPORT, span), Town.QUAY, span, dir.resolve("over-the-change.mp4"));
    assertThat(export.pictures()).isEqualTo(2 * PICTURES);
  }
}
