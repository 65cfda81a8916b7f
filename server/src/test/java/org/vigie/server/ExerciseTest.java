package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertClip;
import org.vigie.desk.DismissReason;
import org.vigie.desk.Precision;
import org.vigie.desk.Verdict;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.server.paper.Column;
import org.vigie.server.paper.Sheet;
import org.vigie.server.training.Debrief;
import org.vigie.server.training.Debrief.Outcome;
import org.vigie.server.training.Exercise;
import org.vigie.server.training.Exercise.Event;
import org.vigie.server.training.Exercise.Scripted;
import org.vigie.server.training.ExerciseMark;

class ExerciseTest {

  private static final CameraId YARD = new CameraId("depot");
  private static final Instant EPOCH = Instant.parse("2031-03-30T10:00:00.250Z");
  private static final Event BREAK_IN =
      new Event(EventType.INTRUSION, "cour", Duration.ofSeconds(12), Duration.ofSeconds(20));
  private static final Event LATE =
      new Event(EventType.INTRUSION, "cour", Duration.ofSeconds(2), Duration.ofSeconds(3));

  private static Exercise exercise(String programme, Event... events) {
    return new Exercise(
        "busy",
        1,
        EPOCH,
        EPOCH,
        Duration.ofMinutes(1),
        List.of(
            new Scripted(YARD, Duration.ZERO, Duration.ofSeconds(5), programme, List.of(events))));
  }

  @Test
  void plays_its_events_in_the_turns_of_its_programme_only() {
    var played = exercise("010", BREAK_IN).played(EPOCH, EPOCH.plus(Duration.ofMinutes(6)));

    assertThat(played)
        .extracting(one -> Duration.between(EPOCH, one.from()).toSeconds())
        .containsExactly(60L + 12, 4 * 60L + 12);
  }

  @Test
  void what_lies_before_the_seam_belongs_to_the_turn_that_began_in_the_loop_before() {
    var played = exercise("010", LATE).played(EPOCH, EPOCH.plus(Duration.ofMinutes(3)));

    assertThat(played)
        .extracting(one -> Duration.between(EPOCH, one.from()).toSeconds())
        .containsExactly(2 * 60L + 2);
  }

  @Test
  void says_of_each_event_how_it_ended_and_of_each_alert_about_none_too() {
    var played = exercise("1", BREAK_IN).played(EPOCH, EPOCH.plus(Duration.ofMinutes(5)));
    var at = EPOCH.plusSeconds(14);
    var confirmed = alert(1, at, new Verdict.Confirmed("p-1", at.plusSeconds(9), "Climbs", ""));
    var dismissed =
        alert(
            2,
            at.plusSeconds(60),
            new Verdict.Dismissed("p-1", at.plusSeconds(70), DismissReason.ANIMAL, ""));
    var waits = alert(3, at.plusSeconds(120), null);
    var unfounded = alert(4, at.plusSeconds(35), null);

    var debrief =
        Debrief.of(
            played,
            List.of(unfounded, waits, dismissed, confirmed),
            EPOCH.plus(Duration.ofSeconds(255)));

    assertThat(debrief.events())
        .extracting(Debrief.Row::outcome)
        .containsExactly(
            Outcome.RIGHT, Outcome.WRONG, Outcome.UNOPENED, Outcome.NO_ALERT, Outcome.UNDER_WAY);
    assertThat(debrief.unfounded())
        .extracting(Debrief.Row::outcome)
        .containsExactly(Outcome.UNOPENED);
    assertThat(debrief.events().getFirst().took()).contains(Duration.ofSeconds(9));
    assertThat(debrief.events().getFirst().delay()).contains(Duration.ofSeconds(2));
    assertThat(debrief.medianTook()).contains(Duration.ofSeconds(9));
  }

  @Test
  void every_sheet_that_is_printed_in_an_exercise_says_so() throws Exception {
    var printed = ScopedValue.where(Sheet.MARK, ExerciseMark.WORDS).call(ExerciseTest::print);

    assertThat(text(printed, 1)).contains(ExerciseMark.WORDS);
    assertThat(text(printed, 2)).contains(ExerciseMark.WORDS);
    assertThat(text(print(), 1)).doesNotContain("EXERCICE");
  }

  private static byte[] print() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      try (var column = new Column(document)) {
        for (int line = 0; line < 80; line++) {
          column.paragraph("Something that happened, number " + line);
        }
      }
      document.save(out);
    }
    return out.toByteArray();
  }

  private static String text(byte[] pdf, int page) throws Exception {
    try (var document = Loader.loadPDF(pdf)) {
      var stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      return stripper.getText(document);
    }
  }

  private static Alert alert(long id, Instant at, @Nullable Verdict verdict) {
    return new Alert(
        id,
        YARD,
        EventType.INTRUSION,
        "r",
        "cour",
        CoarseClass.PERSON,
        at.minusSeconds(1),
        at,
        at,
        at,
        0.9,
        List.of(),
        1,
        new Precision(0, 0),
        false,
        new AlertClip.Owed(),
        null,
        verdict == null ? null : new Alert.Seen("p-1", at.plusSeconds(2)),
        verdict);
  }
}
