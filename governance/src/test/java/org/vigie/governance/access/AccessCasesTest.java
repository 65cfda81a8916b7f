package org.vigie.governance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// Requests for access, as the ledger tells them.
class AccessCasesTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final CameraId YARD = new CameraId("yard");
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final String OFFICER = "dpo-1";
  private static final String COPY = "c".repeat(64);
  private static final String EDITS = "e".repeat(64);

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final Instant start = clocks.wall();
  private Governance governance;
  private AccessCases cases;

  @BeforeEach
  void open() throws IOException, BadInput, Refused {
    reopen();
    grant(OFFICER, CameraScope.all(), Right.ANSWER_ACCESS);
  }

  @AfterEach
  void close() {
    governance.close();
  }

  private void reopen() throws IOException, BadInput {
    governance =
        Governance.open(
            dir, "Town", LegalProfile.builtIn("demo"), new Acts(List.of(), List.of()), clocks);
    cases = governance.access();
  }

  private void grant(String person, CameraScope cameras, Right right) throws Refused {
    var unused =
        governance.grant(
            Actors.LOCAL_ADMINISTRATOR,
            person,
            EnumSet.of(right),
            cameras,
            start.minusSeconds(1),
            start.plus(Duration.ofDays(900)));
  }

  private AccessCase received() throws Refused {
    return cases.receive(OFFICER, "MAIL 31", today(), AccessHow.MAIL, List.of(place(QUAY)), ZONE);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(cases.now(), ZONE);
  }

  private AccessCase.Place place(CameraId camera) {
    return new AccessCase.Place(camera, new Span(start.minusSeconds(600), start));
  }

  private List<Recorded> entries(String kind) {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 100, "", kind)).entries();
  }

  @Test
  void an_answer_takes_a_month_of_the_calendar_to_the_end_of_its_day() {
    assertThat(AccessDeadline.of(LocalDate.of(2031, 3, 15), false, ZONE))
        .isEqualTo(LocalDate.of(2031, 4, 16).atStartOfDay(ZONE).toInstant());
    assertThat(AccessDeadline.of(LocalDate.of(2031, 1, 31), false, ZONE))
        .isEqualTo(LocalDate.of(2031, 3, 1).atStartOfDay(ZONE).toInstant());
    assertThat(AccessDeadline.of(LocalDate.of(2031, 11, 30), true, ZONE))
        .isEqualTo(LocalDate.of(2032, 3, 1).atStartOfDay(ZONE).toInstant());
  }

  @Test
  void a_case_is_the_same_after_a_restart() throws Exception {
    var number = received().number();
    var unused = cases.identity(OFFICER, number, true);
    var searched = cases.searched(OFFICER, number, List.of(Map.of("recorded_ms", 600_000)));
    assertThat(searched.searched()).isPresent();
    var span = new Span(start.minusSeconds(60), start.minusSeconds(30));
    assertThat(cases.film(OFFICER, number, QUAY, span).films()).hasSize(1);
    cases.viewed(OFFICER, number, 1, EDITS);
    assertThat(cases.copied(OFFICER, number, 1, EDITS, COPY, 750).copies()).isEqualTo(1);
    var approved = cases.approve(OFFICER, number, 1, COPY);
    assertThat(approved.film(1).orElseThrow().copy().orElseThrow().approved()).isPresent();
    var extended = cases.extend(OFFICER, number, ExtensionGround.COMPLEXITY, ZONE);
    assertThat(extended.due())
        .isEqualTo(AccessDeadline.of(extended.received(), true, ZONE))
        .isAfter(approved.due());
    assertThat(cases.answer(OFFICER, number, new AccessAnswer.Copy()).isOpen()).isFalse();
    var before = cases.find(number).orElseThrow();

    governance.close();
    reopen();

    var after = cases.find(number).orElseThrow();
    assertThat(after.films()).usingRecursiveComparison().isEqualTo(before.films());
    assertThat(after).usingRecursiveComparison().isEqualTo(before);
    assertThat(governance.ledger().page(Query.newest(200)).entries().toString())
        .contains("access.received", "access.viewed", "access.copied", "access.answered");
  }

  @Test
  void without_the_right_for_every_camera_nothing_is_done_and_that_is_written_down()
      throws Exception {
    var number = received().number();
    grant("half-1", new CameraScope.Only(Set.of(YARD)), Right.ANSWER_ACCESS);
    grant("player-1", CameraScope.all(), Right.PLAY_BACK);
    for (var person : List.of("half-1", "player-1", "nobody-1")) {
      assertThatThrownBy(() -> cases.identity(person, number, true)).isInstanceOf(Refused.class);
      assertThatThrownBy(
              () ->
                  cases.receive(
                      person,
                      "X",
                      today(),
                      AccessHow.MAIL,
                      List.of(place(QUAY), place(YARD)),
                      ZONE))
          .isInstanceOf(Refused.class);
    }
    assertThat(cases.find(number).orElseThrow().identity()).isFalse();
    assertThat(cases.list()).hasSize(1);
    assertThat(entries("access.denied")).hasSize(6);
  }

  @Test
  void a_clock_set_back_makes_no_answer_timely_again() throws Exception {
    var one = received();
    clocks.advance(Duration.between(clocks.wall(), one.due()));
    assertThat(one.isLate(cases.now())).isTrue();
    clocks.stepWall(Duration.ofDays(-20));
    assertThat(one.isLate(cases.now())).isTrue();
    assertThatThrownBy(() -> cases.extend(OFFICER, one.number(), ExtensionGround.NUMBER, ZONE))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("month is over");

    // What had been seen by an entry is not forgotten by a restart either.
    assertThatThrownBy(() -> cases.identity("nobody-1", one.number(), true))
        .isInstanceOf(Refused.class);
    var answered =
        cases.answer(
            OFFICER, one.number(), new AccessAnswer.Nothing(Finding.NOT_SEEN, Optional.empty()));
    assertThat(answered.answered()).isPresent();
    assertThat(entries("access.answered").getFirst().entry().facts()).containsEntry("late", true);
  }

  @Test
  void time_is_extended_once() throws Exception {
    var number = received().number();
    var unused = cases.extend(OFFICER, number, ExtensionGround.NUMBER, ZONE);
    assertThatThrownBy(() -> cases.extend(OFFICER, number, ExtensionGround.NUMBER, ZONE))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("once");
  }

  @Test
  void a_request_from_tomorrow_or_from_long_ago_is_no_request() {
    for (var day : List.of(today().plusDays(1), today().minusDays(400))) {
      assertThatThrownBy(
              () -> cases.receive(OFFICER, "X", day, AccessHow.MAIL, List.of(place(QUAY)), ZONE))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void a_copy_is_handed_out_only_when_approved_by_somebody_who_saw_that_very_copy()
      throws Exception {
    var number = received().number();
    var span = new Span(start.minusSeconds(60), start.minusSeconds(30));
    var film = cases.film(OFFICER, number, QUAY, span);
    assertThat(film.films()).hasSize(1);
    assertThatThrownBy(
            () ->
                cases.film(
                    OFFICER,
                    number,
                    QUAY,
                    new Span(start.minusSeconds(700), start.minusSeconds(650))))
        .as("what was not asked for")
        .isInstanceOf(Refused.class);
    var copied = cases.copied(OFFICER, number, 1, EDITS, COPY, 750);
    assertThat(copied.copies()).isEqualTo(1);
    assertThatThrownBy(() -> cases.approve(OFFICER, number, 1, COPY))
        .hasMessageContaining("identity");
    var unused = cases.identity(OFFICER, number, true);
    assertThatThrownBy(() -> cases.approve(OFFICER, number, 1, "d".repeat(64)))
        .hasMessageContaining("newest copy");
    assertThatThrownBy(() -> cases.fetch(OFFICER, number, 1)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> cases.answer(OFFICER, number, new AccessAnswer.Copy()))
        .isInstanceOf(Refused.class);
    var approved = cases.approve(OFFICER, number, 1, COPY);
    assertThat(cases.fetch(OFFICER, number, 1).sha256()).isEqualTo(COPY);
    assertThatThrownBy(() -> cases.fetch("nobody-1", number, 1)).isInstanceOf(Refused.class);

    // A newer copy needs approval of its own.
    var again = cases.copied(OFFICER, number, 1, EDITS, "d".repeat(64), 750);
    assertThat(again.film(1).orElseThrow().copy().orElseThrow().version()).isEqualTo(2);
    assertThatThrownBy(() -> cases.fetch(OFFICER, number, 1)).isInstanceOf(Refused.class);

    var ready = cases.approve(OFFICER, number, 1, "d".repeat(64));
    clocks.advance(Duration.between(clocks.wall(), ready.copiesEnd()));
    assertThatThrownBy(() -> cases.fetch(OFFICER, number, 1)).hasMessageContaining("end");
    clocks.stepWall(Duration.ofDays(-40));
    assertThatThrownBy(() -> cases.fetch(OFFICER, number, 1))
        .as("with the clock set back")
        .hasMessageContaining("end");
    assertThat(approved.number()).isEqualTo(number);
  }

  @Test
  void a_refusal_has_a_reason_of_the_closed_list_and_ends_the_case() throws Exception {
    var number = received().number();
    var refused =
        cases.answer(
            OFFICER, number, new AccessAnswer.Refusal(RefusalGround.IDENTITY_NOT_ESTABLISHED));
    assertThat(refused.isOpen()).isFalse();
    assertThat(entries("access.refused").getFirst().entry().text("ground"))
        .isEqualTo("IDENTITY_NOT_ESTABLISHED");
    assertThatThrownBy(() -> cases.identity(OFFICER, number, true))
        .hasMessageContaining("answered");
  }

  @Test
  void numbers_count_within_the_year_of_receipt() throws Exception {
    var first = received().number();
    var second = received().number();
    assertThat(first).isEqualTo(today().getYear() + "-0001");
    assertThat(second).isEqualTo(today().getYear() + "-0002");
  }
}
