package org.vigie.onvif;

import java.time.Instant;

/// What a camera says of its own picture: that it is lost, or that somebody meddled with it. It
/// says nothing of what is in the picture.
///
/// @param what of the closed list; nothing else is asked for, and whatever else comes is dropped
/// @param holds whether it is so, or has ended
/// @param at when it came, by our clock
public record CameraSign(What what, boolean holds, Instant at) {

  /// The topics of ONVIF that are asked for.
  public enum What {
    SCENE_CHANGED("VideoSource/GlobalSceneChange"),
    BLURRED("VideoSource/ImageTooBlurry"),
    DARK("VideoSource/ImageTooDark"),
    BRIGHT("VideoSource/ImageTooBright"),
    SIGNAL_LOST("VideoSource/SignalLoss");

    private final String topic;

    What(String topic) {
      this.topic = topic;
    }

    /// Without the prefix; a camera may add which of its parts says so.
    String topic() {
      return topic;
    }
  }
}
