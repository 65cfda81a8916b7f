package org.vigie.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.vigie.base.Clocks;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveQueue;
import org.vigie.model.LiveViewer;
import org.vigie.model.VideoFormat;

/// One viewer of one camera, masked or clear, on one WebSocket: sends what design/api.md describes,
/// from a thread of its own, until the viewer leaves, is too slow for the socket, or may no longer
/// look.
final class LiveView extends AbstractWebSocketHandler {

  private static final Logger LOG = System.getLogger(LiveView.class.getName());

  private final CameraId camera;
  private final Source source;
  private final boolean masked;
  private final Duration patience;
  private final BooleanSupplier allowed;
  private final Clocks clocks;
  private final boolean timing;
  private final LiveQueue queue;
  private final LiveTimeline timeline = new LiveTimeline();
  private int sequence;
  private volatile @Nullable Thread sender;

  /// Where the pictures come from.
  interface Source {
    LivePictures.Lease watch(CameraId camera, LiveViewer viewer);
  }

  /// @param patience how long it waits for a picture before it asks again whether it may
  /// @param timing whether it says before each key picture how old that is
  /// @param allowed whether the viewer's session and leave still stand; asked before each picture
  LiveView(
      CameraId camera,
      Source source,
      boolean masked,
      boolean timing,
      Clocks clocks,
      Duration patience,
      BooleanSupplier allowed) {
    this.camera = camera;
    this.source = source;
    this.masked = masked;
    this.timing = timing;
    this.clocks = clocks;
    this.queue = new LiveQueue(clocks);
    this.patience = patience;
    this.allowed = allowed;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    sender = Thread.ofVirtual().name("live-" + camera).start(() -> show(session));
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    var thread = sender;
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message)
      throws IOException {
    session.close(CloseStatus.NOT_ACCEPTABLE.withReason("this socket only sends"));
  }

  private void show(WebSocketSession session) {
    try (var lease = source.watch(camera, queue)) {
      while (session.isOpen()) {
        var item = queue.next(patience);
        if (!allowed.getAsBoolean()) {
          session.close(CloseStatus.POLICY_VIOLATION.withReason("session, right or lift ended"));
          return;
        }
        if (item.isPresent()) {
          sendWhileOpen(session, item.get());
        }
      }
    } catch (InterruptedException | IOException e) {
      // The viewer has left, or its network has.
      LOG.log(Level.DEBUG, "live view of " + camera + " ended", e);
    } finally {
      closeQuietly(session);
    }
  }

  /// A viewer may leave between the look at its session and the sending; for a moment the session
  /// still says that it is open. Nobody else sends here.
  private void sendWhileOpen(WebSocketSession session, LiveQueue.Item item) throws IOException {
    try {
      send(session, item);
    } catch (IllegalStateException e) {
      throw new IOException("the viewer has left", e);
    }
  }

  private void send(WebSocketSession session, LiveQueue.Item item) throws IOException {
    switch (item) {
      case LiveQueue.Item.Format(var format) -> {
        say(session, Format.of(format, masked));
        session.sendMessage(new BinaryMessage(Mp4.init(format)));
      }
      case LiveQueue.Item.Picture(var unit, var came) -> {
        if (timing && unit.key()) {
          say(session, Timing.of(unit, came, clocks.wall()));
        }
        session.sendMessage(fragment(unit));
      }
      case LiveQueue.Item.Dropped(int count) -> say(session, new Dropped("dropped", count));
      case LiveQueue.Item.Interrupted(var reason) ->
          say(session, new Interrupted("interrupted", reason));
    }
  }

  private BinaryMessage fragment(AccessUnit unit) {
    timeline.next(unit.ticks());
    var units = List.of(unit);
    var out = ByteBuffer.allocate(Mp4.fragmentSize(units));
    Mp4.writeFragment(out, ++sequence, timeline.base(), units, unit.ticks() + timeline.duration());
    return new BinaryMessage(out.flip());
  }

  private static void say(WebSocketSession session, Object message) throws IOException {
    session.sendMessage(new TextMessage(Json.bytes(message)));
  }

  private static void closeQuietly(WebSocketSession session) {
    try {
      session.close(CloseStatus.GOING_AWAY);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a live view", e);
    }
  }

  record Format(String type, String codec, int width, int height, boolean masked) {
    static Format of(VideoFormat format, boolean masked) {
      return new Format("format", format.rfc6381(), format.width(), format.height(), masked);
    }
  }

  record Dropped(String type, int count) {}

  /// How old a picture is when it is sent, by this machine's clock.
  ///
  /// @param madeMs from its arrival here until it could be shown: for a masked one what the eye
  /// took
  /// @param queuedMs until its viewer's turn came
  record Timing(String type, long madeMs, long queuedMs) {
    static Timing of(AccessUnit unit, Instant came, Instant sent) {
      return new Timing(
          "timing",
          Math.max(0, Duration.between(unit.taken(), came).toMillis()),
          Math.max(0, Duration.between(came, sent).toMillis()));
    }
  }

  record Interrupted(String type, String reason) {}
}
