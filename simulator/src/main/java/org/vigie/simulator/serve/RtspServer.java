package org.vigie.simulator.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.vigie.base.Clocks;
import org.vigie.base.Delays;
import org.vigie.base.RandomIds;

/// Serves channels as live cameras: RTSP 1.0 with interleaved RTP, on the loopback address only.
///
/// One thread keeps time, answers and sends, for hundreds of clients: each picture is patched into
/// one buffer and leaves in one write. A slow client is cut off and never waited for. Any thread
/// may read [#stats] and close.
public final class RtspServer implements AutoCloseable {

  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final PriorityQueue<Channel> watched =
      new PriorityQueue<>(Comparator.comparingLong(Channel::dueNanos));
  private final Clocks clocks;
  private final Selector selector;
  private final ServerSocketChannel listening;
  private final ByteBuffer scratch;
  private final byte[] staging;
  private volatile Delays lateness = new Delays();
  private final Conversation conversation;
  private final Instant epoch;
  private final long epochNanos;
  private final Thread thread;
  private volatile boolean closed;
  private volatile int clients;
  private volatile long sentBytes;
  private volatile long cutOff;

  /// Listens and starts to keep time.
  ///
  /// @param port 0 for any free one
  public static RtspServer start(Collection<Channel> channels, int port, Clocks clocks)
      throws IOException {
    var server = new RtspServer(channels, port, clocks);
    server.thread.start();
    return server;
  }

  private RtspServer(Collection<Channel> channels, int port, Clocks clocks) throws IOException {
    int most = 0;
    for (var channel : channels) {
      this.channels.put(channel.path(), channel);
      most = Math.max(most, channel.mostBytes());
    }
    this.clocks = clocks;
    this.scratch = ByteBuffer.allocateDirect(most + 1024);
    this.staging = new byte[most];
    this.epoch = clocks.wall();
    this.epochNanos = clocks.elapsedNanos();
    this.selector = Selector.open();
    this.listening = ServerSocketChannel.open();
    listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
    this.conversation = new Conversation(this.channels, this::watch, this.epoch);
    this.thread = Thread.ofPlatform().name("rtsp").unstarted(this::run);
  }

  public int port() {
    return listening.socket().getLocalPort();
  }

  /// When every loop began, by the wall clock of then.
  public Instant epoch() {
    return epoch;
  }

  /// What was served so far and how punctually.
  ///
  /// @param lateMsP99 99 % of the pictures were sent at most this late
  /// @param cutOff clients that were too slow
  public record Stats(
      int clients, long pictures, long bytes, long cutOff, int lateMsP99, int lateMsMost) {}

  public Stats stats() {
    var late = lateness;
    return new Stats(
        clients, late.total(), sentBytes, cutOff, late.quantileMs(0.99), late.mostMs());
  }

  /// Counts pictures and how late they were from now on.
  public void countAnew() {
    lateness = new Delays();
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        sendDue();
        selector.select(this::ready, waitMs());
      }
    } catch (IOException e) {
      throw new IllegalStateException("the simulator's server failed: " + e.getMessage(), e);
    } finally {
      closeAll();
    }
  }

  private long sinceEpochNanos() {
    return clocks.elapsedNanos() - epochNanos;
  }

  /// At least 1 ms: 0 would wait for ever. A picture due sooner is sent at most that late.
  private long waitMs() {
    var first = watched.peek();
    return first == null ? 1000 : Math.max(1, (first.dueNanos() - sinceEpochNanos()) / 1_000_000);
  }

  private void sendDue() {
    long now = sinceEpochNanos();
    for (var due = watched.peek(); due != null && due.dueNanos() <= now; due = watched.peek()) {
      watched.poll();
      send(due, now);
      due.advance();
      if (!due.viewers().isEmpty()) {
        watched.add(due);
      }
      now = sinceEpochNanos();
    }
  }

  private void send(Channel channel, long now) {
    long ntp = ntp(clocks.wall());
    int bytes = channel.clip(channel.next()).bytes(channel.loopIndex(channel.next()));
    // From the last: a viewer that is cut off leaves the list.
    for (int i = channel.viewers().size() - 1; i >= 0; i--) {
      var viewer = channel.viewers().get(i);
      lateness.addNanos(now - channel.dueNanos());
      try {
        viewer.send(channel, scratch, staging, now, ntp);
        addSent(bytes);
      } catch (IOException e) {
        cut(viewer, e);
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private void addSent(int bytes) {
    sentBytes += bytes;
  }

  private static long ntp(Instant wall) {
    long seconds = wall.getEpochSecond() + SECONDS_1900_TO_1970;
    return (seconds << 32) | ((long) wall.getNano() << 32) / 1_000_000_000L;
  }

  /// A client begins to play: its channel runs from now on.
  private void watch(Channel channel, Client client) {
    if (channel.viewers().isEmpty()) {
      watched.remove(channel);
      channel.catchUp(sinceEpochNanos());
      watched.add(channel);
    }
    channel.viewers().add(client);
  }

  private void ready(SelectionKey key) {
    if (key.isAcceptable()) {
      accept();
      return;
    }
    var client = (Client) key.attachment();
    try {
      if (key.isReadable() && !conversation.read(client)) {
        drop(client);
        return;
      }
      if (key.isValid() && key.isWritable()) {
        client.flush();
      }
    } catch (IOException e) {
      cut(client, e);
    }
  }

  private void accept() {
    try {
      var socket = listening.accept();
      if (socket != null) {
        register(socket);
      }
    } catch (IOException e) {
      // The one who knocked has gone, or descriptors ran out: the others are served on.
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private void register(SocketChannel socket) throws IOException {
    socket.configureBlocking(false);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var key = socket.register(selector, SelectionKey.OP_READ);
    key.attach(new Client(socket, key, RandomIds.hex(8)));
    clients++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private void cut(Client client, IOException why) {
    if (why instanceof Client.SlowClient) {
      cutOff++;
    }
    drop(client);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private void drop(Client client) {
    if (client.channel != null) {
      client.channel.viewers().remove(client);
    }
    closeQuietly(client.socket());
    clients--;
  }

  private void closeAll() {
    var open = new ArrayList<AutoCloseable>();
    for (var key : selector.keys()) {
      open.add(key.channel());
    }
    open.forEach(RtspServer::closeQuietly);
    closeQuietly(selector);
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // Nothing is lost: whoever was at the other end has gone.
    }
  }

  /// The text of an answer, as bytes to write.
  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
