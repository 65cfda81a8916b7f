package org.vigie.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.EndedAlarm;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.CameraId;

/// Alarms of the system itself.
final class AlarmApi {

  private final Town town;
  private final Sights sights;

  AlarmApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
  }

  ServerResponse list(ServerRequest request) {
    var names = names(sights.list(Asker.of(request).person()));
    return Json.ok(
        new AlarmList(
            town.alarms().current().stream()
                .filter(alarm -> mayKnow(alarm, names))
                .map(alarm -> AlarmAnswer.of(alarm, names))
                .toList(),
            town.alarms().ended().stream()
                .filter(ended -> mayKnow(ended.alarm(), names))
                .map(ended -> AlarmAnswer.of(ended, names))
                .toList()));
  }

  /// The alarms that hold, for somebody who may know of these cameras.
  static Stream<Alarm> known(Town town, List<CameraView> cameras) {
    var names = names(cameras);
    return town.alarms().current().stream().filter(alarm -> mayKnow(alarm, names));
  }

  private static Map<CameraId, String> names(List<CameraView> cameras) {
    return cameras.stream().collect(Collectors.toMap(CameraView::id, CameraView::name));
  }

  private static boolean mayKnow(Alarm alarm, Map<CameraId, String> names) {
    return camera(alarm).isEmpty() || names.containsKey(camera(alarm).get());
  }

  /// The camera that an alarm is about, if it is about one.
  private static Optional<CameraId> camera(Alarm alarm) {
    return alarm.kind().isOfCamera() && CameraId.isValid(alarm.subject())
        ? Optional.of(new CameraId(alarm.subject()))
        : Optional.empty();
  }

  record AlarmList(List<AlarmAnswer> current, List<AlarmAnswer> ended) {}

  record AlarmAnswer(
      AlarmKind kind,
      String subject,
      Optional<String> cameraName,
      Instant since,
      String detail,
      Optional<Instant> ended,
      Optional<String> why) {

    static AlarmAnswer of(Alarm alarm, Map<CameraId, String> names) {
      return of(alarm, names, Optional.empty(), Optional.empty());
    }

    static AlarmAnswer of(EndedAlarm ended, Map<CameraId, String> names) {
      return of(ended.alarm(), names, Optional.of(ended.at()), Optional.of(ended.why()));
    }

    private static AlarmAnswer of(
        Alarm alarm, Map<CameraId, String> names, Optional<Instant> ended, Optional<String> why) {
      return new AlarmAnswer(
          alarm.kind(),
          alarm.subject(),
          camera(alarm).map(names::get),
          alarm.since(),
          alarm.detail(),
          ended,
          why);
    }
  }
}
