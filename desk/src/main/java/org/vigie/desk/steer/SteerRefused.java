package org.vigie.desk.steer;

import java.time.Duration;
import org.vigie.model.CameraId;

/// A camera is not steered now by whoever asked. Nothing has moved. The message is for people.
public abstract sealed class SteerRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private SteerRefused(String message) {
    super(message);
  }

  /// The configuration does not let the camera be steered.
  public static final class NotSteerable extends SteerRefused {
    private static final long serialVersionUID = 1L;

    NotSteerable(CameraId camera) {
      super("camera '%s' is not one that is steered".formatted(camera));
    }
  }

  /// Somebody else steers it.
  public static final class Held extends SteerRefused {
    private static final long serialVersionUID = 1L;
    private final String holder;
    private final Duration left;

    Held(String person, Duration until) {
      super("somebody else steers it");
      this.holder = person;
      this.left = until;
    }

    /// Pseudonymous staff id.
    public String person() {
      return holder;
    }

    /// How long theirs lasts, unless they go on.
    public Duration left() {
      return left;
    }
  }

  /// The camera has not answered the order before.
  public static final class Busy extends SteerRefused {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("the camera has not answered the order before yet");
    }
  }

  /// There is no such place.
  public static final class NoPreset extends SteerRefused {
    private static final long serialVersionUID = 1L;

    NoPreset() {
      super("the camera remembers no such place");
    }
  }
}
