package org.vigie.media.rtsp;

import java.util.Optional;
import org.vigie.media.MediaException;

/// Turns a camera's "no" into the kind that says what to do about it.
final class Answers {

  private Answers() {}

  /// @throws MediaException unless the status is one of success
  static void requireSuccess(int status) throws MediaException {
    if (status < 200 || status > 299) {
      throw failure(status);
    }
  }

  /// Whether the camera does not send over its connection.
  static boolean wantsAnotherTransport(int status) {
    return status == 461;
  }

  /// Where the answer points instead; empty if it does not.
  static Optional<String> elsewhere(RtspMessage answer) {
    boolean points = answer.status() >= 300 && answer.status() < 400 && answer.status() != 304;
    return points ? answer.field("location").filter(l -> !l.isBlank()) : Optional.empty();
  }

  private static MediaException failure(int status) {
    var code = " (RTSP " + status + ")";
    return switch (status) {
      case 403 ->
          new MediaException.Refused("the camera does not allow this user the stream" + code);
      case 404, 410 -> new MediaException.Refused("the camera has no stream at this path" + code);
      case 406, 415, 461 ->
          new MediaException.Refused(
              "the camera sends its stream neither over TCP nor over UDP" + code);
      case 454 -> new MediaException.Broken("the camera has forgotten the session" + code);
      case 453, 503 ->
          new MediaException.Unreachable("the camera is busy; too many viewers?" + code);
      default -> {
        if (status >= 500) {
          yield new MediaException.Unreachable("the camera has failed inside" + code);
        }
        yield status >= 300 && status < 400
            ? new MediaException.Refused(
                "the camera points to another address, and not to which; configure that one" + code)
            : new MediaException.Refused("the camera refuses the request" + code);
      }
    };
  }
}
