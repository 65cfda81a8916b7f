package org.vigie.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Moves cameras. Whoever calls this has leave to, and has entered it into the ledger: nothing here
/// asks. Safe for any thread; orders for one camera come one after the other.
///
/// Each method speaks with the camera and waits for its answer: some tens of milliseconds, seconds
/// where it is ill.
public interface CameraMover {

  /// The longest that one order to move lasts: a camera stops by itself when nobody renews it.
  Duration LONGEST_MOVE = Duration.ofSeconds(2);

  /// Where a camera looks, in its own measure, which means nothing elsewhere: 0 to 1 or -1 to 1
  /// over all of its way.
  record Position(double pan, double tilt, double zoom) {

    /// Some tenths of a degree of a whole turn: what a gear finds again.
    private static final double NEAR = 0.004;

    private static final double NEAR_ZOOM = 0.01;

    /// Whether it is the same place, but for what a gear leaves.
    public boolean isNear(Position other) {
      return Math.abs(pan - other.pan) <= NEAR
          && Math.abs(tilt - other.tilt) <= NEAR
          && Math.abs(zoom - other.zoom) <= NEAR_ZOOM;
    }
  }

  /// A place that a camera remembers.
  ///
  /// @param token what the camera calls it
  /// @param name for people
  /// @param position where that is, if the camera says
  record Preset(String token, String name, Optional<Position> position) {

    /// Of a camera that does not say where it is.
    public Preset(String token, String name) {
      this(token, name, Optional.empty());
    }

    /// Whether people mean this one: by its name or its token.
    public boolean isCalled(String called) {
      return name.equals(called) || token.equals(called);
    }
  }

  /// What a camera says of where it looks.
  ///
  /// @param moving whether it says that it moves, or does not say that it stands
  record Report(boolean moving, Position position) {}

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

  /// Where a camera says that it looks now; nothing of one that does not say.
  default Optional<Report> where(CameraId camera) throws MoverException {
    return Optional.empty();
  }

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
