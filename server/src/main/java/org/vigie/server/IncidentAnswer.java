package org.vigie.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.vigie.desk.Incident;
import org.vigie.desk.IncidentKind;
import org.vigie.desk.LineKind;
import org.vigie.desk.LogLine;
import org.vigie.model.CameraId;

/// An incident as the API says it: the schema `Incident`.
record IncidentAnswer(
    long number,
    IncidentKind kind,
    Incident.Status status,
    Optional<String> title,
    Instant begun,
    Instant opened,
    Instant changed,
    List<PlaceAnswer> cameras,
    List<String> alerts,
    List<String> teams,
    List<LineAnswer> timeline) {

  /// @param known which cameras the asker may know of: of others nothing is said
  static IncidentAnswer of(
      Incident incident, String asker, CameraDirectory cameras, Predicate<CameraId> known) {
    return new IncidentAnswer(
        incident.number(),
        incident.kind(),
        incident.status(),
        incident.title(),
        incident.begun(),
        incident.opened(),
        incident.changed(),
        incident.cameras().stream()
            .filter(known)
            .map(camera -> PlaceAnswer.of(camera, cameras))
            .toList(),
        incident.alerts().stream().map(String::valueOf).toList(),
        incident.teams(),
        incident.timeline().stream()
            .filter(line -> line.camera().map(known::test).orElse(true))
            .map(line -> LineAnswer.of(line, asker, cameras))
            .toList());
  }

  /// Where it is: the schema `IncidentPlace`.
  record PlaceAnswer(String camera, String name, String place) {

    static PlaceAnswer of(CameraId camera, CameraDirectory cameras) {
      var view = cameras.find(camera);
      return new PlaceAnswer(
          camera.value(),
          view.map(CameraView::name).orElse(camera.value()),
          view.map(found -> found.site().place()).orElse(""));
    }
  }

  /// A line of the shift log: the schema `LogLine`.
  record LineAnswer(
      String id,
      Instant at,
      LineKind kind,
      String person,
      boolean mine,
      long entry,
      Optional<Long> incident,
      Optional<Long> shift,
      Optional<CameraId> camera,
      Optional<String> cameraName,
      Optional<Instant> moment,
      Optional<String> alert,
      Optional<String> words) {

    static LineAnswer of(LogLine line, String asker, CameraDirectory cameras) {
      return new LineAnswer(
          String.valueOf(line.id()),
          line.at(),
          line.kind(),
          line.person(),
          line.person().equals(asker),
          line.entry(),
          line.incident(),
          line.shift(),
          line.camera(),
          line.camera().map(id -> cameras.find(id).map(CameraView::name).orElse(id.value())),
          line.moment(),
          line.alert().map(String::valueOf),
          line.words());
    }
  }

  /// The schema `IncidentList`.
  record IncidentList(List<IncidentAnswer> incidents) {}
}
