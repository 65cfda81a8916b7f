package org.vigie.media.rtsp;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.login.Challenge;
import org.vigie.base.login.Credentials;
import org.vigie.media.MediaException;

/// Requests and their answers on one connection: numbers, login, waiting. Used by one thread.
final class RtspDialogue {

  /// What to do with the frames that arrive while an answer is awaited.
  interface Frames {
    void take(long arrivedNanos) throws MediaException;
  }

  private final RtspConnection connection;
  private final Optional<Credentials> credentials;
  private final Duration patience;
  private final Clocks clocks;
  private final Frames frames;
  private @Nullable Challenge challenge;
  private @Nullable String session;
  private int number;

  RtspDialogue(
      RtspConnection connection,
      Optional<Credentials> credentials,
      Duration patience,
      Clocks clocks,
      Frames frames) {
    this.connection = connection;
    this.credentials = credentials;
    this.patience = patience;
    this.clocks = clocks;
    this.frames = frames;
  }

  /// From now on every request names this session.
  void session(String id) {
    session = id;
  }

  /// Sends a request without waiting.
  ///
  /// @param field one more header line, without its end; may be empty
  void send(String method, String url, String field) throws MediaException {
    var request = new StringBuilder(method).append(' ').append(url).append(" RTSP/1.0\r\n");
    request.append("CSeq: ").append(++number).append("\r\nUser-Agent: Vigie\r\n");
    if (session != null) {
      request.append("Session: ").append(session).append("\r\n");
    }
    if (challenge != null && credentials.isPresent()) {
      var answer = challenge.answer(credentials.get(), method, url);
      request.append("Authorization: ").append(answer).append("\r\n");
    }
    if (!field.isEmpty()) {
      request.append(field).append("\r\n");
    }
    connection.write(request.append("\r\n").toString());
  }

  /// Sends a request and waits for its answer, whatever its status, logging in where asked to.
  ///
  /// @throws MediaException.Refused if the login fails
  RtspMessage ask(String method, String url, String field) throws MediaException {
    send(method, url, field);
    var answer = await();
    if (answer.status() == 401) {
      accept(answer);
      send(method, url, field);
      answer = await();
    }
    if (answer.status() == 401) {
      // Not tried again: cameras lock accounts after few wrong logins.
      throw new MediaException.Refused("the camera refuses the user name or password (RTSP 401)");
    }
    return answer;
  }

  /// Takes over the challenge in an answer of status 401.
  void accept(RtspMessage answer) throws MediaException {
    if (credentials.isEmpty()) {
      throw new MediaException.Refused(
          "the camera asks for a user name and password, and none is configured (RTSP 401)");
    }
    challenge =
        Challenge.strongest(answer.all("www-authenticate"))
            .orElseThrow(
                () ->
                    new MediaException.Refused(
                        "the camera asks for a kind of login that is not known (RTSP 401)"));
  }

  private RtspMessage await() throws MediaException {
    long deadline = clocks.elapsedNanos() + patience.toNanos();
    while (true) {
      switch (connection.next()) {
        case FRAME -> frames.take(clocks.elapsedNanos());
        case MESSAGE -> {
          int numbered = connection.message().number("cseq");
          if (connection.message().status() >= 200 && (numbered < 0 || numbered == number)) {
            return connection.message();
          }
        }
        case NONE -> {
          var left = Duration.ofNanos(deadline - clocks.elapsedNanos());
          if (left.isNegative() || !connection.fill(left)) {
            throw new MediaException.Unreachable("the camera does not answer");
          }
        }
      }
    }
  }
}
