package org.vigie.server.notice;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigie.governance.ActState;
import org.vigie.governance.Purpose;
import org.vigie.model.EventType;

/// What the town declares: everything on its public page that follows from configuration, acts and
/// custodians, and nothing that is counted. Its bytes as JSON are what is published.
///
/// @param format `vigie-declaration/1`
/// @param address where the page is found
public record Declaration(
    String format,
    String town,
    Optional<URI> address,
    Whom whom,
    List<Recording> recordingActs,
    List<Detection> detectionActs,
    Sealing sealing,
    List<Camera> cameras) {

  public static final String FORMAT = "vigie-declaration/1";

  public Declaration {
    recordingActs = List.copyOf(recordingActs);
    detectionActs = List.copyOf(detectionActs);
    cameras = List.copyOf(cameras);
  }

  /// Who answers, and whom to ask; see [NoticeSettings].
  public record Whom(
      Optional<String> responsible,
      Optional<String> ask,
      Optional<String> dataProtection,
      String complain,
      int answerWithinDays) {}

  /// A recording act: in force, yet to be, or suspended.
  ///
  /// @param until the first instant it no longer covers
  /// @param state [ActState#IN_FORCE], [ActState#PUBLISHED] or [ActState#SUSPENDED]
  /// @param signed whether its authority signed its file
  public record Recording(
      String number,
      String authority,
      Instant from,
      Instant until,
      List<Purpose> purposes,
      String perimeter,
      long retentionMinutes,
      long reviewWindowMinutes,
      ActState state,
      boolean signed) {
    public Recording {
      purposes = List.copyOf(purposes);
    }
  }

  /// A detection act, as [Recording].
  ///
  /// @param until the first instant it no longer covers
  public record Detection(
      String number,
      String authority,
      Instant from,
      Instant until,
      List<EventType> events,
      ActState state,
      boolean signed) {
    public Detection {
      events = List.copyOf(events);
    }
  }

  /// How footage past its review window is kept shut.
  ///
  /// @param sealed whether only custodians open it
  /// @param custodians how many there are
  /// @param needed how many of them it takes
  public record Sealing(boolean sealed, int custodians, int needed) {}

  /// One camera.
  ///
  /// @param painted whether parts of its picture are painted over before anything else
  /// @param steerable whether people may turn it: it overlooks more than its sector then
  /// @param act the number of its recording act; absent where it does not record
  /// @param events what is looked for in its pictures now; nothing without a detection act
  public record Camera(
      String id,
      String name,
      Optional<String> place,
      Optional<Position> position,
      Optional<FieldOfView> fieldOfView,
      Optional<Purpose> purpose,
      boolean painted,
      boolean steerable,
      Optional<String> act,
      Optional<Long> retentionMinutes,
      Optional<Long> reviewWindowMinutes,
      List<EventType> events) {
    public Camera {
      events = List.copyOf(events);
    }
  }

  /// Whether anything is looked for in any camera's pictures.
  public boolean detects() {
    return cameras.stream().anyMatch(camera -> !camera.events().isEmpty());
  }

  public Optional<Camera> camera(String id) {
    return cameras.stream().filter(camera -> camera.id().equals(id)).findFirst();
  }

  public Optional<Recording> recordingAct(String number) {
    return recordingActs.stream().filter(act -> act.number().equals(number)).findFirst();
  }
}
