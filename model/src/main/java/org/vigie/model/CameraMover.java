package org.vigie.model;

import java.time.Duration;
import java.util.List;

/// Moves cameras. Whoever calls this has leave to, and has entered it into the ledger: nothing here
/// asks. Safe for any thread; orders for one camera come one after the other.
///
/// Each method speaks with the camera and waits for its answer: some tens of milliseconds, seconds
/// where it is ill.
public interface CameraMover {

  /// The longest that one order to move lasts: a camera stops by itself when nobody renews it.
  Duration LONGEST_MOVE = Duration.ofSeconds(2);

  /// A place that a camera remembers.
  ///
  /// @param token what the camera calls it
  /// @param name for people
  record Preset(String token, String name) {}

  /// Begins to move, until told otherwise or [#LONGEST_MOVE] has passed.
  ///
  /// @param pan -1 (left, at full speed) to 1 (right)
  /// @param tilt -1 (down) to 1 (up)
  /// @param zoom -1 (out) to 1 (in)
  void move(CameraId camera, double pan, double tilt, double zoom) throws MoverException;

  /// Stops every movement.
  void stop(CameraId camera) throws MoverException;

  List<Preset> presets(CameraId camera) throws MoverException;

  void goTo(CameraId camera, Preset preset) throws MoverException;

  /// Goes back to where its zones are drawn.
  void goHome(CameraId camera) throws MoverException;

  /// Devices at its lens that a camera lists, such as a wiper, in its own words: `tt:Wiper|On`.
  default List<String> devices(CameraId camera) throws MoverException {
    return List.of();
  }

  /// Uses one of [#devices].
  default void use(CameraId camera, String command) throws MoverException {
    throw new MoverException("camera '%s' has no such device.".formatted(camera));
  }

  /// Has the camera remember where it looks now.
  ///
  /// @param name 1 to 60 characters
  Preset remember(CameraId camera, String name) throws MoverException;
}
