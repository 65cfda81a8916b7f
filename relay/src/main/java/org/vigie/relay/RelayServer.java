package org.vigie.relay;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.Repeated;
import org.vigie.governance.relay.Relays;
import org.vigie.model.ClearPictures;
import org.vigie.model.LivePictures;

/// Answers partners over RTSP, or RTSP over TLS. Each connection has threads of its own; none waits
/// for another. Closed by whoever started it, before what it was given.
public final class RelayServer implements AutoCloseable {

  private static final Logger LOG = System.getLogger(RelayServer.class.getName());

  /// Whoever takes nothing for so long is cut off.
  private static final Duration MOST_STUCK = Duration.ofSeconds(15);

  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private static final int SEND_BUFFER = 256 * 1024;

  private final RelaySettings settings;
  private final Streams streams;
  private final ServerSocket listening;
  private final @Nullable Certificates certificates;
  private final Set<RelayConnection> connections = ConcurrentHashMap.newKeySet();
  private final Seats seats = new Seats();
  private final Thread accepting;
  private final Repeated watch;
  private volatile boolean closed;

  private RelayServer(RelaySettings settings, Streams streams) throws IOException {
    this.settings = settings;
    this.streams = streams;
    this.certificates = settings.tls().isPresent() ? new Certificates(settings.tls().get()) : null;
    this.listening = new ServerSocket();
    try {
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(address(settings.host()), settings.port()), 64);
    } catch (IOException e) {
      listening.close();
      throw new IOException(
          "The relays cannot listen on %s port %d: %s"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
    this.accepting = Thread.ofPlatform().name("relays").unstarted(this::accept);
    this.watch = Repeated.start("relays-watch", Duration.ofSeconds(1), this::look);
  }

  private static InetAddress address(String host) throws IOException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("there is no address called " + host, e);
    }
  }

  /// Starts listening.
  ///
  /// @throws IOException with a plain message if the port or the certificate cannot be used
  public static RelayServer start(
      RelaySettings settings, Relays relays, LivePictures live, ClearPictures clear, Clocks clocks)
      throws IOException {
    var server = new RelayServer(settings, new Streams(relays, live, clear, clocks));
    server.accepting.start();
    return server;
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!closed) {
      try {
        take(listening.accept());
      } catch (IOException e) {
        // The one who knocked has gone, or the server closes: the others are served on.
        LOG.log(Level.DEBUG, "a connection to the relays was not taken", e);
        pause();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "a connection to the relays was not taken: {0}", e.toString());
        pause();
      }
    }
  }

  /// What fails at once, such as too many open files, is not tried again without end.
  private static void pause() {
    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
  }

  private void take(Socket socket) throws IOException {
    var seat = new Seats.Seat(socket.getInetAddress().getHostAddress(), socket);
    var goes = seats.come(seat);
    if (goes.isPresent()) {
      streams
          .relays()
          .noteRefused(
              "", "", goes.get().from(), "Showed no password, and others needed the place.");
      goes.get().connection().close();
    }
    try {
      start(socket, seat);
    } catch (IOException | RuntimeException e) {
      seats.leave(seat);
      socket.close();
      throw e;
    }
  }

  private void start(Socket socket, Seats.Seat seat) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    socket.setSendBufferSize(SEND_BUFFER);
    var context = Optional.ofNullable(certificates).map(Certificates::current);
    Thread.ofVirtual()
        .name("relay")
        .start(
            () -> {
              try {
                serve(
                    context.isPresent()
                        ? context
                            .get()
                            .getSocketFactory()
                            .createSocket(socket, null, socket.getPort(), true)
                        : socket,
                    socket,
                    seat);
              } catch (IOException e) {
                LOG.log(Level.DEBUG, "a connection to the relays was not secured", e);
              } finally {
                seats.leave(seat);
              }
            });
  }

  private void serve(Socket socket, Socket raw, Seats.Seat seat) {
    if (socket instanceof javax.net.ssl.SSLSocket secured) {
      secured.setUseClientMode(false);
    }
    var connection =
        new RelayConnection(
            socket, raw, streams, settings.passwords(), relay -> seats.proved(seat, relay));
    connections.add(connection);
    try {
      if (!closed) {
        connection.run();
      }
    } finally {
      connection.closeSocket();
      connections.remove(connection);
    }
  }

  private void look() {
    var now = streams.clocks().elapsed();
    for (var connection : connections) {
      if (connection.isStuck(now, MOST_STUCK)) {
        connection.closeSocket();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listening.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing the relays' port", e);
    }
    watch.close();
    connections.forEach(RelayConnection::closeSocket);
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
