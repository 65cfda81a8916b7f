package org.vigie.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.Precision;
import org.vigie.desk.steer.SteerState;
import org.vigie.governance.Norm;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.StopScope;
import org.vigie.model.AlarmKind;
import org.vigie.model.CameraClock;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.EventType;
import org.vigie.model.SightMode;
import org.vigie.model.StreamKind;
import org.vigie.model.ViewTrouble;
import org.vigie.recording.Measured;
import org.vigie.recording.RecordingState;
import org.vigie.server.Answers.ActAnswer;

/// The list of cameras.
final class CameraApi {

  private final Town town;
  private final Sights sights;

  CameraApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    var person = Asker.of(request).person();
    return Json.ok(
        new CameraList(sights.list(person).stream().map(view -> answer(view, person)).toList()));
  }

  ServerResponse get(ServerRequest request) {
    var person = Asker.of(request).person();
    return Json.ok(answer(sights.get(person, Query.camera(request)), person));
  }

  /// A person's word that a camera which was moved looks where it should; its rules judge again.
  ServerResponse confirmView(ServerRequest request) throws IOException, Refused {
    var person = Asker.of(request).person();
    var view = sights.get(person, Query.camera(request));
    var given = Json.read(request, ViewOrder.class).reason();
    town.views().confirm(person, view.id(), Query.reason(given == null ? "" : given));
    return Json.ok(answer(view, person));
  }

  /// Whether a camera records: an act covers it, its recorded stream flows, and no alarm says that
  /// it does not reach the disk.
  static boolean isRecording(Town town, CameraView view, Instant now) {
    return town.governance().recordingAct(view.id(), now).isPresent()
        && town.alarms().current().stream()
            .noneMatch(
                alarm ->
                    alarm.kind() == AlarmKind.NOT_RECORDING
                        && alarm.subject().equals(view.id().value()))
        && view.states().stream()
            .anyMatch(
                state ->
                    state.stream() == StreamKind.MAIN
                        && state.phase() == CameraState.Phase.STREAMING);
  }

  private CameraAnswer answer(CameraView view, String person) {
    var now = town.clocks().wall();
    var id = view.id();
    var governance = town.governance();
    return new CameraAnswer(
        id,
        view.name(),
        view.groups(),
        governance.recordingAct(id, now).map(act -> ActAnswer.of(act, now)),
        view.states().stream().map(StateAnswer::of).toList(),
        isRecording(town, view, now),
        view.sight().map(SightMode::name).orElse("NO"),
        view.zones(),
        view.rules().stream().map(rule -> answer(id, rule)).toList(),
        view.analysed(),
        view.skipped(),
        view.stages(),
        town.recorder().state(id).flatMap(RecordingState::measured),
        NormAnswer.of(view.norm()),
        TownApi.isStopped(governance, new StopScope.Town())
            || TownApi.isStopped(governance, new StopScope.Camera(id)),
        view.masks(),
        new ViewAnswer(
            town.views().troubles(id).stream().sorted().toList(), town.views().movedSince(id)),
        town.steering().state(id).isPresent(),
        town.steering().state(id).flatMap(SteerState::awaySince),
        town.steering().state(id).flatMap(SteerState::preset),
        town.steering().state(id).filter(SteerState::judging).isPresent(),
        Neighbours.of(view, sights.list(person)),
        sights.rights(person, id));
  }

  private RuleAnswer answer(CameraId camera, CameraView.Rule rule) {
    return new RuleAnswer(
        rule.id(),
        rule.event(),
        rule.zone(),
        rule.settings(),
        TownApi.isStopped(town.governance(), new StopScope.Rule(camera, rule.id())),
        PrecisionAnswer.of(town.desk().precision(camera, rule.id())));
  }

  record CameraList(List<CameraAnswer> cameras) {}

  record CameraAnswer(
      CameraId id,
      String name,
      List<String> groups,
      Optional<ActAnswer> act,
      List<StateAnswer> states,
      boolean recording,
      String watching,
      List<CameraView.Zone> zones,
      List<RuleAnswer> rules,
      long analysed,
      long skipped,
      Optional<CameraView.Stages> stages,
      Optional<Measured> stored,
      Optional<NormAnswer> norm,
      boolean stopped,
      Optional<CameraView.Masks> masks,
      ViewAnswer view,
      boolean steerable,
      Optional<Instant> awaySince,
      Optional<String> standsAt,
      boolean judgingThere,
      List<CameraId> neighbours,
      List<Right> rights) {}

  /// How a camera sees.
  ///
  /// @param movedSince since when its rules rest because it looks elsewhere
  record ViewAnswer(List<ViewTrouble> troubles, Optional<Instant> movedSince) {}

  record ViewOrder(@Nullable String reason) {}

  /// What the stored stream must at least be.
  record NormAnswer(Norm of, int width, int height, int picturesPerSecond) {

    static Optional<NormAnswer> of(Norm norm) {
      return norm == Norm.NONE
          ? Optional.empty()
          : Optional.of(
              new NormAnswer(norm, norm.width(), norm.height(), norm.picturesPerSecond()));
    }
  }

  record StateAnswer(
      StreamKind stream,
      CameraState.Phase phase,
      Instant since,
      String reason,
      long accessUnits,
      long lostPackets,
      Optional<CameraClockAnswer> clock) {

    static StateAnswer of(CameraState state) {
      return new StateAnswer(
          state.stream(),
          state.phase(),
          state.since(),
          state.reason(),
          state.accessUnits(),
          state.lostPackets(),
          state.clock().map(CameraClockAnswer::of));
    }
  }

  record CameraClockAnswer(Optional<Long> aheadMs, Optional<Integer> driftPpm, long uncertaintyMs) {

    static CameraClockAnswer of(CameraClock clock) {
      var drift = clock.driftPpm();
      return new CameraClockAnswer(
          clock.ahead().map(Duration::toMillis),
          drift.isPresent() ? Optional.of(drift.getAsInt()) : Optional.empty(),
          clock.uncertainty().toMillis());
    }
  }

  record RuleAnswer(
      String id,
      EventType event,
      String zone,
      Map<String, String> settings,
      boolean stopped,
      Optional<PrecisionAnswer> precision) {}

  record PrecisionAnswer(int confirmed, int dismissed) {

    static Optional<PrecisionAnswer> of(Precision precision) {
      return precision.share().isEmpty()
          ? Optional.empty()
          : Optional.of(new PrecisionAnswer(precision.confirmed(), precision.dismissed()));
    }
  }
}
