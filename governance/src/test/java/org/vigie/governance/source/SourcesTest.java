package org.vigie.governance.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.governance.ActOrigin;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Norm;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.governance.ledger.Query;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.SourceKind;

/// A drone or a worn camera films while somebody has opened it, under an act of its own, on record.
class SourcesTest {

  private static final CameraId QUAY = new CameraId("quay");
  private static final CameraId DRONE = new CameraId("drone-1");
  private static final CameraId WORN = new CameraId("worn-1");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String ANA = "agent-1";

  @TempDir private Path dir;
  private final FakeClocks clocks = new FakeClocks();
  private final Instant start = clocks.wall();
  private Governance governance;
  private Sources sources;

  @BeforeEach
  void open() throws IOException, BadInput, Refused {
    begin();
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        ANA,
        Role.OPERATOR.rights(),
        CameraScope.all(),
        start.minusSeconds(60),
        start.plus(Duration.ofDays(30)));
  }

  private void begin() throws IOException, BadInput {
    governance = Governance.open(dir, "Town", LegalProfile.builtIn("private-site"), acts(), clocks);
    sources = governance.sources();
    sources.adopt(
        List.of(
            new TimedSource(DRONE, SourceKind.DRONE, Duration.ofHours(4), true),
            new TimedSource(WORN, SourceKind.BODY, Duration.ofHours(4), true)));
  }

  @AfterEach
  void close() {
    governance.close();
  }

  private Acts acts() {
    var until = start.plus(Duration.ofDays(20));
    var detection =
        new DetectionAct(
            "D-1",
            "Mayor",
            start.minusSeconds(60),
            until,
            Set.of(EventType.INTRUSION),
            CameraScope.all(),
            Set.of());
    return new Acts(
        List.of(act("R-1", until, Set.of()), act("R-2", until, Set.of(SourceKind.DRONE))),
        List.of(detection));
  }

  private RecordingAct act(String number, Instant until, Set<SourceKind> kinds) {
    return new RecordingAct(
        number,
        "Mayor",
        start.minusSeconds(60),
        until,
        Set.of(Purpose.RESCUE_AND_FIRE),
        "the harbour",
        CameraScope.all(),
        Duration.ofHours(72),
        Duration.ofHours(12),
        "",
        Norm.NONE,
        kinds,
        ActOrigin.NONE);
  }

  private List<String> kinds() {
    return governance
        .ledger()
        .page(new Query(Long.MAX_VALUE, 100, "", "source."))
        .entries()
        .reversed()
        .stream()
        .map(recorded -> recorded.entry().kind() + " " + recorded.entry().text("why"))
        .map(String::strip)
        .toList();
  }

  @Test
  void an_act_is_about_sources_of_its_kind_or_about_cameras_that_stand_and_no_rule_judges_them()
      throws Exception {
    assertThat(governance.recordingAct(QUAY, start).orElseThrow().number()).isEqualTo("R-1");
    assertThat(governance.recordingAct(DRONE, start)).isEmpty();
    assertThat(governance.coveringAct(DRONE, start).orElseThrow().number()).isEqualTo("R-2");
    assertThat(governance.coveringAct(WORN, start)).isEmpty();
    assertThatThrownBy(() -> sources.open(ANA, WORN, "patrol", HOUR))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("about sources of this kind (BODY)");
    sources.open(ANA, DRONE, "forest fire", HOUR);
    assertThat(governance.recordingAct(DRONE, start).orElseThrow().number()).isEqualTo("R-2");
    assertThat(governance.mayDetect(QUAY, EventType.INTRUSION, "", start)).isTrue();
    assertThat(governance.mayDetect(DRONE, EventType.INTRUSION, "", start)).isFalse();
  }

  @Test
  void it_ends_by_itself_and_every_step_is_in_the_ledger() throws Exception {
    sources.open(ANA, DRONE, "forest fire", HOUR);
    clocks.advance(HOUR.minusSeconds(1));
    assertThat(sources.isShut(DRONE)).isFalse();
    clocks.advance(Duration.ofSeconds(1));
    assertThat(sources.isShut(DRONE)).isTrue();
    sources.round();
    assertThat(kinds()).containsExactly("source.opened", "source.closed EXPIRED");
    sources.open(ANA, DRONE, "again", HOUR);
    // A wall clock set back lengthens nothing.
    clocks.stepWall(Duration.ofHours(-3));
    clocks.advance(HOUR);
    assertThat(sources.isShut(DRONE)).isTrue();
  }

  @Test
  void whoever_may_not_is_refused_and_whoever_may_stop_cameras_ends_what_others_opened()
      throws Exception {
    assertThatThrownBy(() -> sources.open("agent-2", DRONE, "curious", HOUR))
        .hasMessageContaining("right STEER");
    assertThatThrownBy(() -> sources.open(ANA, DRONE, "x", HOUR)).hasMessageContaining("few words");
    assertThatThrownBy(() -> sources.open(ANA, DRONE, "long", HOUR.multipliedBy(5)))
        .hasMessageContaining("1 to 240 minutes");
    assertThatThrownBy(() -> sources.open(ANA, QUAY, "no source", HOUR))
        .hasMessageContaining("no source");
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        "agent-3",
        Set.of(Right.STOP),
        CameraScope.all(),
        start.minusSeconds(60),
        start.plus(Duration.ofDays(30)));
    sources.open(ANA, DRONE, "forest fire", HOUR);
    assertThatThrownBy(() -> sources.open(ANA, DRONE, "twice", HOUR)).hasMessageContaining("open");
    assertThatThrownBy(() -> sources.close("agent-2", DRONE)).isInstanceOf(Refused.class);
    assertThat(sources.close("agent-3", DRONE)).isTrue();
    assertThat(sources.close("agent-3", DRONE)).isFalse();
    assertThat(sources.isShut(DRONE)).isTrue();
  }

  @Test
  void a_restart_does_not_end_it_and_its_time_does_although_vigie_was_down() throws Exception {
    sources.open(ANA, DRONE, "forest fire", HOUR);
    governance.close();
    clocks.advance(Duration.ofMinutes(30));
    begin();
    var left = sources.left(sources.opening(DRONE).orElseThrow());
    assertThat(left).isEqualTo(Duration.ofMinutes(30));
    governance.close();
    clocks.advance(Duration.ofMinutes(30));
    begin();
    assertThat(sources.isShut(DRONE)).isTrue();
    assertThat(kinds()).containsExactly("source.opened", "source.closed EXPIRED");
  }

  @Test
  void what_it_recorded_can_be_seen_clear_after_its_end_and_what_it_does_not_film_cannot()
      throws Exception {
    sources.open(ANA, DRONE, "forest fire", HOUR);
    clocks.advance(Duration.ofMinutes(10));
    sources.close(ANA, DRONE);
    var one = Set.of(DRONE);
    assertThatThrownBy(
            () -> governance.permit(ANA, Right.VIEW_LIVE, one, java.util.Optional.empty(), ""))
        .isInstanceOf(Refused.class);
    var span = new org.vigie.model.Span(start, start.plusSeconds(60));
    assertThat(
            governance.permit(ANA, Right.PLAY_BACK, one, java.util.Optional.of(span), "the fire"))
        .isNotNull();
  }
}
