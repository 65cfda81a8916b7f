package org.vigie.media.rtsp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.login.Parameters;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.PacketSorter;
import org.vigie.media.rtp.Reception;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.media.rtp.VideoStream;

/// One H.264 or H.265 video stream of a camera by RTSP 1.0 (RFC 2326): over its own connection,
/// with TLS where the address says so, and by UDP only where the camera offers nothing else.
///
/// Whoever opens it calls [#read] over and over, on one thread, and closes it. Pictures go to the
/// receiver on that thread. Sound and metadata are never asked for. Every message of every
/// exception begins with the label and the step, and holds neither password nor path.
public final class RtspClient implements AutoCloseable {

  private static final int USUAL_TIMEOUT_SECONDS = 60;
  private static final int MOST_REDIRECTS = 5;

  /// How often the connection is looked at while pictures come by UDP.
  private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();

  private final String label;
  private final RtspConnection connection;
  private final RtspDialogue dialogue;
  private final Clocks clocks;
  private final VideoReceiver receiver;
  private @Nullable VideoStream stream;
  private Transport.@Nullable Interleaved channels;
  private @Nullable Datagrams datagrams;
  private @Nullable PacketSorter sorter;
  private @Nullable Reception reception;
  private long lookedNanos;
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
    var at = url;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      var where = redirects == 0 ? label : label + ": sent on to " + at;
      try {
        return attempt(where, at, patience, receiver, clocks, opening);
      } catch (Elsewhere e) {
        try {
          at = at.redirected(e.location);
        } catch (MediaException refusal) {
          throw refusal.in(where);
        }
      }
    }
    throw new MediaException.Refused(label + ": the camera sends on from address to address");
  }

  /// The camera points to another address.
  private static final class Elsewhere extends Exception {
    private static final long serialVersionUID = 1L;
    private final String location;

    Elsewhere(String location) {
      this.location = location;
    }
  }

  private static RtspClient attempt(
      String label,
      RtspUrl url,
      Duration patience,
      VideoReceiver receiver,
      Clocks clocks,
      Consumer<Runnable> opening)
      throws MediaException, Elsewhere {
    RtspConnection connection;
    try {
      connection = RtspConnection.open(url, patience, opening);
    } catch (MediaException e) {
      throw e.in(label + ": connect");
    }
    var client = new RtspClient(label, url, connection, patience, receiver, clocks);
    boolean opened = false;
    try {
      client.start(url);
      opened = true;
      return client;
    } catch (MediaException e) {
      throw e.in(label + ": " + client.step);
    } finally {
      if (!opened) {
        client.release();
      }
    }
  }

  /// Waits up to `most` for bytes from the camera and handles all that came: pictures go to the
  /// receiver. Also keeps the session alive. Returns after each read from the socket.
  public void read(Duration most) throws MediaException {
    try {
      if (datagrams == null) {
        connection.fill(most);
        takeAll(clocks.elapsedNanos());
      } else {
        readDatagrams(datagrams, most);
      }
      long now = clocks.elapsedNanos();
      if (now - keptAlive > keepAliveNanos) {
        keptAlive = now;
        dialogue.send(keepAlive, aggregate, "");
      }
    } catch (MediaException e) {
      throw e.in(label);
    }
  }

  private void takeAll(long now) throws MediaException {
    RtspConnection.Item item;
    while ((item = connection.next()) != RtspConnection.Item.NONE) {
      switch (item) {
        case FRAME -> takeFrame(now);
        case MESSAGE -> takeMessage(connection.message());
        case NONE -> {}
      }
    }
  }

  private void readDatagrams(Datagrams from, Duration most) throws MediaException {
    if (stream == null || sorter == null || reception == null) {
      throw new IllegalStateException("the stream was not set up");
    }
    from.read(most, stream, sorter, reception);
    long now = clocks.elapsedNanos();
    if (now - lookedNanos > LOOK_NANOS) {
      lookedNanos = now;
      // Answers, and the end of the session where the camera hangs up.
      if (connection.fill(Duration.ofMillis(1))) {
        takeAll(now);
      }
    }
  }

  /// Whether the last [#read] took all that had come until then. Never of datagrams: what is not
  /// read in time the kernel drops.
  public boolean isDrained() {
    return datagrams == null && connection.isDrained();
  }

  /// RTP packets whose numbers were missed.
  public long lostPackets() {
    return stream == null ? 0 : stream.lostPackets();
  }

  /// RTP packets dropped: of another source, late or repeated.
  public long strayPackets() {
    long foreign = datagrams == null ? 0 : datagrams.foreign();
    return stream == null ? 0 : stream.strayPackets() + foreign;
  }

  /// Pictures not handed on.
  public long droppedPictures() {
    return stream == null ? 0 : stream.droppedPictures();
  }

  /// Lets a thread that waits in [#read] return at once, with an exception. Any thread may call it.
  public void wake() {
    var ports = datagrams;
    if (ports != null) {
      ports.wake();
    }
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
    release();
  }

  private void release() {
    if (datagrams != null) {
      datagrams.close();
    }
    connection.close();
  }

  private void start(RtspUrl target) throws MediaException, Elsewhere {
    var url = target.address();
    var options = dialogue.ask("OPTIONS", url, "");
    follow(options);
    if (options.field("public").orElse("").contains("GET_PARAMETER")) {
      keepAlive = "GET_PARAMETER";
    }
    step = "DESCRIBE";
    var described = dialogue.ask("DESCRIBE", url, "Accept: application/sdp");
    follow(described);
    Answers.requireSuccess(described.status());
    var description = Sdp.parse(described.body());
    var track = VideoTrack.choose(description);
    var urls = new ControlUrls(described, url);
    step = "SETUP";
    stream = track.stream(receiver);
    setUp(urls.track(track.control()), target.secure());
    listen(track);
    step = "PLAY";
    aggregate = urls.aggregate(description.control());
    playing = true;
    Answers.requireSuccess(dialogue.ask("PLAY", aggregate, "Range: npt=0.000-").status());
    keptAlive = clocks.elapsedNanos();
    step = "stream";
  }

  private static void follow(RtspMessage answer) throws Elsewhere {
    var location = Answers.elsewhere(answer);
    if (location.isPresent()) {
      throw new Elsewhere(location.get());
    }
  }

  private void setUp(String url, boolean secure) throws MediaException {
    var answer = dialogue.ask("SETUP", url, "Transport: " + Transport.OVER_TCP);
    if (!Answers.wantsAnotherTransport(answer.status())) {
      Answers.requireSuccess(answer.status());
      takeSession(answer);
      var said = Transport.parse(answer.field("transport").orElse(""));
      if (said.orElse(null) instanceof Transport.Interleaved tcp) {
        channels = tcp;
        return;
      }
    }
    if (secure) {
      throw new MediaException.Refused(
          "the camera wants to send its pictures beside the encrypted connection (UDP), where"
              + " anybody could see them");
    }
    setUpDatagrams(url);
  }

  private void setUpDatagrams(String url) throws MediaException {
    var ports = Datagrams.open(connection.localAddress(), connection.cameraAddress(), clocks);
    datagrams = ports;
    var answer = dialogue.ask("SETUP", url, "Transport: " + Transport.overUdp(ports.port()));
    Answers.requireSuccess(answer.status());
    takeSession(answer);
    var said = Transport.parse(answer.field("transport").orElse(""));
    if (!(said.orElse(null) instanceof Transport.Datagrams udp)) {
      throw new MediaException.Refused("the camera sends its stream neither over TCP nor over UDP");
    }
    ports.from(udp);
  }

  /// Before PLAY: the first packets may be here before its answer is.
  private void listen(VideoTrack track) throws MediaException {
    if (datagrams != null && stream != null) {
      sorter = new PacketSorter(stream);
      reception = Datagrams.reception(track.rate());
      datagrams.report(reception, clocks.elapsedNanos());
    }
  }

  private void takeSession(RtspMessage answer) throws MediaException {
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
    if (stream == null || channels == null) {
      return;
    }
    int channel = connection.channel();
    int at = connection.frameAt();
    int length = connection.frameLength();
    if (channel == channels.rtp()) {
      stream.rtp(connection.buffer(), at, length, arrivedNanos);
    } else if (channel == channels.rtcp()) {
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
