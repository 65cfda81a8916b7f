package org.vigie.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertClip;
import org.vigie.desk.NoClip;
import org.vigie.desk.Verdict;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.server.CameraApi.PrecisionAnswer;

/// An alert as the API says it: the schema `Alert`.
record AlertAnswer(
    String id,
    String camera,
    String cameraName,
    EventType event,
    String rule,
    String zone,
    CoarseClass kind,
    Instant from,
    Instant at,
    double confidence,
    Optional<PrecisionAnswer> precision,
    List<Box> boxes,
    int signals,
    Alert.State state,
    Optional<VerdictAnswer> verdict,
    boolean seen,
    Optional<Instant> escalated,
    ClipAnswer clip) {

  static AlertAnswer of(Alert alert, CameraDirectory cameras) {
    var camera = alert.camera();
    return new AlertAnswer(
        String.valueOf(alert.id()),
        camera.value(),
        cameras.find(camera).map(CameraView::name).orElse(camera.value()),
        alert.event(),
        alert.rule(),
        alert.zone(),
        alert.kind(),
        alert.from(),
        alert.at(),
        alert.confidence(),
        PrecisionAnswer.of(alert.precision()),
        alert.boxes(),
        alert.signals(),
        alert.state(),
        alert.verdict().map(verdict -> VerdictAnswer.of(verdict, alert.state())),
        alert.seen().isPresent(),
        alert.escalated(),
        ClipAnswer.of(alert.clip()));
  }

  /// What became of the clip that is kept of it: the schema `AlertClip`.
  record ClipAnswer(ClipState state, Optional<Instant> until, Optional<NoClip> why) {

    enum ClipState {
      OWED,
      KEPT,
      NONE,
      ENDED
    }

    static ClipAnswer of(AlertClip clip) {
      return switch (clip) {
        case AlertClip.Owed() -> of(ClipState.OWED);
        case AlertClip.Kept(var until) ->
            new ClipAnswer(ClipState.KEPT, Optional.of(until), Optional.empty());
        case AlertClip.None(var why) ->
            new ClipAnswer(ClipState.NONE, Optional.empty(), Optional.of(why));
        case AlertClip.Ended() -> of(ClipState.ENDED);
      };
    }

    private static ClipAnswer of(ClipState state) {
      return new ClipAnswer(state, Optional.empty(), Optional.empty());
    }
  }

  /// What a human decided.
  record VerdictAnswer(
      Alert.State state, String person, Instant at, String reason, Optional<String> note) {

    static VerdictAnswer of(Verdict verdict, Alert.State state) {
      var reason =
          switch (verdict) {
            case Verdict.Confirmed confirmed -> confirmed.reason();
            case Verdict.Dismissed dismissed -> dismissed.reason().name();
          };
      var note = Optional.of(verdict.note()).filter(text -> !text.isEmpty());
      return new VerdictAnswer(state, verdict.person(), verdict.at(), reason, note);
    }
  }

  /// The schema `AlertList`.
  record AlertList(List<AlertAnswer> alerts, long waiting) {}
}
