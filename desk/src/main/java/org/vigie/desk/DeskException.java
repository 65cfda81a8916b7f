package org.vigie.desk;

import java.util.List;
import java.util.stream.Collectors;
import org.vigie.model.CameraId;

/// What was asked of the desk cannot be done. Nothing has changed. The message is for people.
public abstract sealed class DeskException extends Exception {

  private static final long serialVersionUID = 1L;

  private DeskException(String message) {
    super(message);
  }

  /// There is no such alert.
  public static final class Unknown extends DeskException {
    private static final long serialVersionUID = 1L;

    Unknown(long alert) {
      super("There is no alert " + alert + ".");
    }
  }

  /// The alert has its verdict already.
  public static final class Judged extends DeskException {
    private static final long serialVersionUID = 1L;

    Judged(Alert alert) {
      super(
          "Alert %d was %s already, by %s at %s."
              .formatted(
                  alert.id(),
                  alert.state() == Alert.State.CONFIRMED ? "confirmed" : "dismissed",
                  alert.verdict().map(Verdict::person).orElse(""),
                  alert.verdict().map(Verdict::at).orElse(alert.at())));
    }
  }

  /// The verdict lacks something.
  public static final class Incomplete extends DeskException {
    private static final long serialVersionUID = 1L;

    Incomplete(String message) {
      super(message);
    }
  }

  /// There is no such incident.
  public static final class NoIncident extends DeskException {
    private static final long serialVersionUID = 1L;

    NoIncident(long number) {
      super("There is no incident " + number + ".");
    }
  }

  /// There is no such shift.
  public static final class NoShift extends DeskException {
    private static final long serialVersionUID = 1L;

    NoShift(long number) {
      super("There is no shift " + number + ".");
    }
  }

  /// The log has moved on: an incident is closed, or a handover was acknowledged.
  public static final class NotSo extends DeskException {
    private static final long serialVersionUID = 1L;

    NotSo(String message) {
      super(message);
    }
  }

  /// No such rule raises alerts on that camera.
  public static final class NoRule extends DeskException {
    private static final long serialVersionUID = 1L;

    NoRule(CameraId camera, String rule) {
      super("Camera '%s' has no rule '%s' that raises alerts.".formatted(camera, rule));
    }
  }

  /// No rule of that name is subject to commissioning.
  public static final class Uncommissioned extends DeskException {
    private static final long serialVersionUID = 1L;

    Uncommissioned(CameraId camera, String rule, List<String> known) {
      super(
          known.isEmpty()
              ? "No rule here is commissioned: the legal profile does not ask for it, or there are no"
                  + " rules."
              : "Camera '%s' has no rule '%s' that is commissioned; there are: %s."
                  .formatted(camera, rule, String.join(", ", known)));
    }
  }

  /// Something is missing before a rule may be armed.
  public static final class NotReady extends DeskException {
    private static final long serialVersionUID = 1L;

    NotReady(CameraId camera, String rule, List<Missing> missing) {
      super(
          "Rule '%s' of camera '%s' cannot be armed yet. Missing: %s."
              .formatted(
                  rule,
                  camera,
                  missing.stream().map(Missing::sentence).collect(Collectors.joining("; "))));
    }
  }
}
