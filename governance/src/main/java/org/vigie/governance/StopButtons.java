package org.vigie.governance;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

/// Which stop buttons are pressed: a fold of the ledger. Safe for any thread.
final class StopButtons {

  static final String PRESSED = "stop.pressed";
  static final String RELEASED = "stop.released";

  private final Map<StopScope, Stop> pressed = new ConcurrentHashMap<>();

  /// Takes an entry of the ledger into account.
  void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case PRESSED -> press(stop(recorded));
      case RELEASED -> release(scope(recorded));
      default -> {}
    }
  }

  private static Stop stop(Recorded recorded) {
    var entry = recorded.entry();
    return new Stop(scope(recorded), entry.actor(), recorded.at(), entry.text("reason"));
  }

  private static StopScope scope(Recorded recorded) {
    var entry = recorded.entry();
    return switch (entry.text("scope")) {
      case "camera" -> new StopScope.Camera(new CameraId(entry.text("camera")));
      case "event" -> new StopScope.Event(EventType.valueOf(entry.text("event")));
      case "rule" -> new StopScope.Rule(new CameraId(entry.text("camera")), entry.text("rule"));
      case "clear" -> new StopScope.Clear();
      default -> new StopScope.Town();
    };
  }

  /// @return whether it was not pressed before
  boolean press(Stop stop) {
    return pressed.putIfAbsent(stop.scope(), stop) == null;
  }

  void release(StopScope scope) {
    pressed.remove(scope);
  }

  boolean isPressed(StopScope scope) {
    return pressed.containsKey(scope);
  }

  /// Whether analysis of a camera is stopped altogether.
  boolean stops(CameraId camera) {
    return !pressed.isEmpty()
        && (isPressed(new StopScope.Town()) || isPressed(new StopScope.Camera(camera)));
  }

  boolean stops(CameraId camera, EventType event) {
    return !pressed.isEmpty() && (stops(camera) || isPressed(new StopScope.Event(event)));
  }

  boolean stops(CameraId camera, String rule, EventType event) {
    return !pressed.isEmpty()
        && (stops(camera, event) || isPressed(new StopScope.Rule(camera, rule)));
  }

  List<Stop> list() {
    return pressed.values().stream().sorted(Comparator.comparing(Stop::since)).toList();
  }
}
