package org.vigie.media.rtsp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.media.rtp.VideoStream;

/// One H.264 or H.265 video stream of a camera by RTSP 1.0 (RFC 2326) over interleaved TCP.
///
/// Whoever opens it calls [#read] over and over, on one thread, and closes it. Pictures go to the
/// receiver on that thread. Sound and metadata are never asked for. Every message of every
/// exception begins with the label and the step, and holds neither password nor path.
public final class RtspClient implements AutoCloseable {

  private static final int USUAL_TIMEOUT_SECONDS = 60;

  private final String label;
  private final RtspConnection connection;
  private final RtspDialogue dialogue;
  private final Clocks clocks;
  private final VideoReceiver receiver;
  private @Nullable VideoStream stream;
  private @Nullable Transport transport;
  private String step = "OPTIONS";
  private String aggregate;
  private String keepAlive = "OPTIONS";
  private long keepAliveNanos = Duration.ofSeconds(USUAL_TIMEOUT_SECONDS / 2).toNanos();
  private long keptAlive;
  private boolean playing;
  private boolean loggedInAgain;

  private RtspClient(
      String label,
      RtspUrl url,
      RtspConnection connection,
      Duration patience,
      VideoReceiver receiver,
      Clocks clocks) {
    this.label = label;
    this.aggregate = url.address();
    this.connection = connection;
    this.receiver = receiver;
    this.clocks = clocks;
    this.dialogue =
        new RtspDialogue(connection, url.credentials(), patience, clocks, this::takeFrame);
  }

  /// Connects, logs in, chooses the first track that can be recorded, sets it up and starts it.
  ///
  /// @param label names the camera in errors
  /// @param patience how long connecting, and each answer, may take
  /// @throws MediaException with its kind; nothing stays open then
  public static RtspClient open(
      String label, RtspUrl url, Duration patience, VideoReceiver receiver, Clocks clocks)
      throws MediaException {
    return open(label, url, patience, receiver, clocks, giveUp -> {});
  }

  /// As the other, for whoever may have to end it before it is open.
  ///
  /// @param opening given, before anything waits, what makes this method fail at once; any thread
  ///     may run it
  public static RtspClient open(
      String label,
      RtspUrl url,
      Duration patience,
      VideoReceiver receiver,
      Clocks clocks,
      Consumer<Runnable> opening)
      throws MediaException {
    RtspConnection connection;
    try {
      connection = RtspConnection.open(url, patience, opening);
    } catch (MediaException e) {
      throw e.in(label + ": connect");
    }
    var client = new RtspClient(label, url, connection, patience, receiver, clocks);
    boolean opened = false;
    try {
      client.start(url.address());
      opened = true;
      return client;
    } catch (MediaException e) {
      throw e.in(label + ": " + client.step);
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  /// Waits up to `most` for bytes from the camera and handles all that came: pictures go to the
  /// receiver. Also keeps the session alive. Returns after each read from the socket.
  public void read(Duration most) throws MediaException {
    try {
      connection.fill(most);
      long now = clocks.elapsedNanos();
      RtspConnection.Item item;
      while ((item = connection.next()) != RtspConnection.Item.NONE) {
        switch (item) {
          case FRAME -> takeFrame(now);
          case MESSAGE -> takeMessage(connection.message());
          case NONE -> {}
        }
      }
      if (now - keptAlive > keepAliveNanos) {
        keptAlive = now;
        dialogue.send(keepAlive, aggregate, "");
      }
    } catch (MediaException e) {
      throw e.in(label);
    }
  }

  /// Whether the last [#read] took all that had come until then.
  public boolean isDrained() {
    return connection.isDrained();
  }

  /// RTP packets whose numbers were missed.
  public long lostPackets() {
    return stream == null ? 0 : stream.lostPackets();
  }

  /// RTP packets dropped: of another source, late or repeated.
  public long strayPackets() {
    return stream == null ? 0 : stream.strayPackets();
  }

  /// Pictures not handed on.
  public long droppedPictures() {
    return stream == null ? 0 : stream.droppedPictures();
  }

  /// Lets a thread that waits in [#read] return at once, with an exception. Any thread may call it.
  public void wake() {
    connection.wake();
  }

  /// Says goodbye (TEARDOWN) without waiting for an answer, and closes the connection. Called by
  /// the reading thread; the second call does nothing.
  @Override
  public void close() {
    if (playing) {
      playing = false;
      try {
        dialogue.send("TEARDOWN", aggregate, "");
      } catch (MediaException e) {
        // The camera has gone first.
      }
    }
    connection.close();
  }

  private void start(String url) throws MediaException {
    var options = dialogue.ask("OPTIONS", url, "");
    if (options.field("public").orElse("").contains("GET_PARAMETER")) {
      keepAlive = "GET_PARAMETER";
    }
    step = "DESCRIBE";
    var described = dialogue.ask("DESCRIBE", url, "Accept: application/sdp");
    Answers.requireSuccess(described.status());
    var description = Sdp.parse(described.body());
    var track = VideoTrack.choose(description);
    var urls = new ControlUrls(described, url);
    step = "SETUP";
    setUp(urls.track(track.control()));
    stream = track.stream(receiver);
    step = "PLAY";
    aggregate = urls.aggregate(description.control());
    playing = true;
    Answers.requireSuccess(dialogue.ask("PLAY", aggregate, "Range: npt=0.000-").status());
    keptAlive = clocks.elapsedNanos();
    step = "stream";
  }

  private void setUp(String url) throws MediaException {
    var answer = dialogue.ask("SETUP", url, "Transport: " + Transport.REQUEST);
    Answers.requireSuccess(answer.status());
    transport =
        Transport.parse(answer.field("transport").orElse(""))
            .orElseThrow(
                () -> new MediaException.Refused("the camera does not send its stream over TCP"));
    var session = answer.field("session").orElse("").split(";", 2);
    if (session[0].isBlank()) {
      throw new MediaException.Broken("the camera gives the session no name");
    }
    dialogue.session(session[0].strip());
    Map<String, String> settings = session.length < 2 ? Map.of() : Parameters.read(session[1], ';');
    var timeout = Optional.ofNullable(settings.get("timeout")).filter(t -> t.matches("\\d{1,5}"));
    int seconds = timeout.map(Integer::parseInt).orElse(USUAL_TIMEOUT_SECONDS);
    // At half of the time, but not more often than every second: some cameras say 0.
    keepAliveNanos = Duration.ofSeconds(Math.clamp(seconds / 2, 1, 600)).toNanos();
  }

  private void takeFrame(long arrivedNanos) throws MediaException {
    if (stream == null || transport == null) {
      return;
    }
    int channel = connection.channel();
    int at = connection.frameAt();
    int length = connection.frameLength();
    if (channel == transport.rtp()) {
      stream.rtp(connection.buffer(), at, length, arrivedNanos);
    } else if (channel == transport.rtcp()) {
      stream.rtcp(connection.buffer(), at, length, arrivedNanos);
    }
  }

  /// An answer to a keep-alive, or a request of the camera's own, which may go unanswered.
  private void takeMessage(RtspMessage message) throws MediaException {
    if (message.status() == 401 && !loggedInAgain) {
      // The nonce has grown old. Once: a second no means a changed password, and the session ends
      // by itself.
      loggedInAgain = true;
      dialogue.accept(message);
      keptAlive = clocks.elapsedNanos();
      dialogue.send(keepAlive, aggregate, "");
    } else if (message.status() == 200) {
      loggedInAgain = false;
    } else if (message.status() == 454) {
      Answers.requireSuccess(454);
    }
  }
}
