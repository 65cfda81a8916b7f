package org.vigie.relay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.base.RandomIds;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.CameraId;
import org.vigie.model.LiveQueue;

/// One partner's connection: RTSP 1.0 (RFC 2326), one camera, interleaved TCP. Its own thread reads
/// requests; a second one sends pictures from PLAY on. The reason phrase of what is refused is a
/// sentence for whoever sets the other end up, since players show it.
final class RelayConnection implements Runnable {

  private static final Logger LOG = System.getLogger(RelayConnection.class.getName());
  private static final String METHODS =
      "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
  private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})");

  /// Until a partner has proved itself, and between its requests before PLAY.
  private static final int READ_TIMEOUT_MS = 20_000;

  private static final int MOST_WRONG = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A camera that sends nothing must not keep the end of a leave from being acted upon.
  private static final Duration CHECK = Duration.ofMillis(500);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Socket socket;
  private final Socket raw;
  private final Streams streams;
  private final Guard guard;
  private final Predicate<String> proved;
  private final String from;
  private final String session = RandomIds.hex(8);
  private final ReentrantLock writing = new ReentrantLock();
  private final Duration began;
  private volatile @Nullable Duration writingSince;
  private volatile boolean known;
  private volatile boolean closed;
  private int wrong;
  private @Nullable Taking taking;
  private @Nullable String relay;
  private @Nullable RtpPackets packets;
  private @Nullable Thread sender;

  /// @param raw beneath TLS, or the same: closing TLS would wait for an end that takes nothing
  /// @param proved called once, when the partner has shown the password of that relay; false if the
  ///     relay has as many connections as it may
  RelayConnection(
      Socket socket,
      Socket raw,
      Streams streams,
      Map<String, String> passwords,
      Predicate<String> proved) {
    this.socket = socket;
    this.raw = raw;
    this.streams = streams;
    this.guard = new Guard(passwords);
    this.proved = proved;
    this.from = socket.getInetAddress().getHostAddress();
    this.began = streams.clocks().elapsed();
  }

  /// Whether nobody has proved anything here for this long, or nobody has taken for this long what
  /// was sent.
  boolean isStuck(Duration now, Duration most) {
    var since = writingSince;
    return since != null && now.minus(since).compareTo(most) > 0
        || !known && now.minus(began).compareTo(most) > 0;
  }

  @Override
  public void run() {
    try {
      socket.setSoTimeout(READ_TIMEOUT_MS);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var next = Request.read(in); next.isPresent(); next = Request.read(in)) {
        if (!answer(next.get())) {
          break;
        }
      }
    } catch (Request.Malformed e) {
      streams.relays().noteRefused("", "", from, "Sent " + e.getMessage() + ".");
      sayQuietly("RTSP/1.0 400 Sent " + e.getMessage() + "\r\n\r\n");
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a relay's connection ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /// @return false when the connection is over
  private boolean answer(Request request) throws IOException, InterruptedException {
    if (request.method().equals("OPTIONS")) {
      reply(request, "200 OK", "Public: " + METHODS + "\r\n");
      return true;
    }
    if (!proves(request)) {
      return wrong < MOST_WRONG;
    }
    switch (request.method()) {
      case "DESCRIBE" -> describe(request);
      case "SETUP" -> setUp(request);
      case "PLAY" -> play(request);
      case "GET_PARAMETER", "SET_PARAMETER" -> reply(request, "200 OK", session());
      case "TEARDOWN" -> {
        reply(request, "200 OK", session());
        return false;
      }
      default ->
          reply(
              request,
              "405 " + request.method() + " is not for these streams",
              "Allow: " + METHODS + "\r\n");
    }
    return true;
  }

  private boolean proves(Request request) throws IOException {
    var field = request.field("authorization");
    var name = guard.check(request.method(), Request.path(request.url()), field);
    if (name.isPresent() && (relay == null || name.get().equals(relay))) {
      relay = name.get();
      if (!known && !proved.test(relay)) {
        streams.relays().noteRefused(relay, "", from, "Has as many connections as one may have.");
        reply(request, "503 This relay has as many connections as it may have", "");
        wrong = MOST_WRONG;
        return false;
      }
      known = true;
      return true;
    }
    if (!field.isEmpty()) {
      wrong++;
      streams
          .relays()
          .noteRefused(
              Guard.claimed(field), "", from, "The user or the password of the relay is wrong.");
    }
    var fields = new StringBuilder();
    guard
        .challenges()
        .forEach(one -> fields.append("WWW-Authenticate: ").append(one).append("\r\n"));
    reply(
        request,
        field.isEmpty() ? "401 Unauthorized" : "401 The user or the password is wrong",
        fields.toString());
    return false;
  }

  private void describe(Request request) throws IOException, InterruptedException {
    var take = take(request);
    if (take.isEmpty()) {
      return;
    }
    var taken = take.get();
    var format = taken.format(PATIENCE);
    if (format.isEmpty()) {
      var why = taken.trouble();
      giveUp();
      reply(
          request,
          "503 " + (why.isEmpty() ? "The camera sends no pictures that may be shown now" : why),
          "");
      return;
    }
    var sdp = Description.of(taken.camera(), taken.clear(), format.get());
    var url = request.url();
    var fields =
        "Content-Base: %s\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n"
            .formatted(url.endsWith("/") ? url : url + "/", sdp.length());
    reply(request, "200 OK", fields, sdp);
  }

  /// Begins to take the camera that is asked for, or goes on with it.
  private Optional<Taking> take(Request request) throws IOException {
    var path = Request.path(request.url());
    var name = relay;
    var current = taking;
    if (current != null && current.camera().value().equals(path)) {
      return Optional.of(current);
    }
    if (sender != null) {
      reply(request, "455 One connection takes one camera", session());
      return Optional.empty();
    }
    giveUp();
    if (name == null || !CameraId.isValid(path)) {
      streams.relays().noteRefused(name == null ? "" : name, "", from, "Asked for no camera.");
      reply(request, "404 Ask for a camera by its id, as rtsp://HOST:PORT/CAMERA", "");
      return Optional.empty();
    }
    try {
      var begun = Taking.begin(streams, name, new CameraId(path), from);
      taking = begun;
      return Optional.of(begun);
    } catch (Refused e) {
      reply(request, "403 " + e.getMessage(), "");
    } catch (LedgerUnavailable e) {
      reply(request, "503 Nothing can be written down now, so nothing is shown", "");
    }
    return Optional.empty();
  }

  private void giveUp() {
    var current = taking;
    if (current != null) {
      taking = null;
      current.close();
    }
  }

  private void setUp(Request request) throws IOException {
    if (sender != null) {
      reply(request, "455 It plays already", session());
      return;
    }
    if (take(request).isEmpty()) {
      return;
    }
    int channel = -1;
    for (var offer : request.field("transport").split(",")) {
      var match = INTERLEAVED.matcher(offer);
      if (channel < 0
          && offer.strip().toUpperCase(java.util.Locale.ROOT).startsWith("RTP/AVP/TCP")) {
        channel = match.find() ? Math.min(254, Integer.parseInt(match.group(1))) : 0;
      }
    }
    if (channel < 0) {
      reply(request, "461 Only RTP/AVP/TCP, interleaved", "");
      return;
    }
    var made = new RtpPackets(channel, RANDOM.nextInt(), RANDOM.nextInt(), RANDOM.nextInt());
    packets = made;
    reply(
        request,
        "200 OK",
        "Transport: RTP/AVP/TCP;unicast;interleaved=%d-%d;ssrc=%08X\r\n"
                .formatted(channel, channel + 1, made.ssrc())
            + "Session: "
            + session
            + ";timeout=60\r\n");
  }

  private void play(Request request) throws IOException {
    var current = taking;
    var rtp = packets;
    if (current == null || rtp == null) {
      reply(request, "455 SETUP comes before PLAY", "");
      return;
    }
    var url = request.url().endsWith("/") ? request.url() : request.url() + "/";
    reply(
        request,
        "200 OK",
        session()
            + "Range: npt=now-\r\nRTP-Info: url=%s%s;seq=%d\r\n"
                .formatted(url, Description.TRACK, rtp.sequence()));
    if (sender == null) {
      // From now on the other end may say nothing for hours; TCP tells when it is gone.
      socket.setSoTimeout(0);
      current.enterAnew();
      sender = Thread.ofVirtual().name("relay-" + current.camera()).start(() -> send(current, rtp));
    }
  }

  private void send(Taking current, RtpPackets rtp) {
    try {
      while (!closed) {
        var item = current.next(CHECK);
        var over = current.leave().over();
        if (over.isPresent()) {
          LOG.log(Level.INFO, "the relay of {0} ended: {1}", current.camera(), over.get());
          write(rtp.bye());
          return;
        }
        if (item.isPresent()) {
          send(current, rtp, item.get());
        }
      }
    } catch (InterruptedException | IOException e) {
      LOG.log(Level.DEBUG, "a relay's viewer has left", e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the relay of " + current.camera() + " failed", e);
    } finally {
      closeSocket();
    }
  }

  private void send(Taking current, RtpPackets rtp, LiveQueue.Item item) throws IOException {
    switch (item) {
      case LiveQueue.Item.Format(var format) -> rtp.begin(format);
      case LiveQueue.Item.Picture(var unit, var came) -> {
        write(rtp.picture(unit));
        current.leave().count(1, 0);
      }
      case LiveQueue.Item.Dropped(int count) -> current.leave().count(0, count);
      case LiveQueue.Item.Interrupted(var reason) ->
          LOG.log(Level.DEBUG, "{0} is interrupted: {1}", current.camera(), reason);
    }
  }

  private String session() {
    return "Session: " + session + "\r\n";
  }

  private void reply(Request request, String status, String fields) throws IOException {
    reply(request, status, fields, "");
  }

  /// @param status number and reason, in one line
  private void reply(Request request, String status, String fields, String body)
      throws IOException {
    var number = request.field("cseq");
    var head =
        "RTSP/1.0 %s\r\nCSeq: %s\r\nServer: Vigie\r\n%s\r\n"
            .formatted(
                status.replaceAll("\\p{Cntrl}", " "),
                number.matches("\\d{1,10}") ? number : "0",
                fields);
    write((head + body).getBytes(StandardCharsets.UTF_8));
  }

  private void sayQuietly(String text) {
    try {
      write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Who sent nonsense has gone.
    }
  }

  private void write(byte[] bytes) throws IOException {
    writing.lock();
    try {
      writingSince = streams.clocks().elapsed();
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } finally {
      writingSince = null;
      writing.unlock();
    }
  }

  /// Lets both threads end.
  void closeSocket() {
    closed = true;
    try {
      raw.close();
    } catch (IOException e) {
      // Whoever was at the other end has gone.
    }
  }

  private void end() {
    closeSocket();
    var thread = sender;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    giveUp();
  }
}
