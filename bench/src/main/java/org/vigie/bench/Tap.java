package org.vigie.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.base.Clocks;

/// Stands between a camera and the program under test, passes every byte on, and writes down when
/// each picture was delivered. Can also behave as bad cameras do: hang up, refuse to answer.
///
/// Safe for any thread; closed by whoever opened it.
final class Tap implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  private final URI camera;
  private final Clocks clocks;
  private final ServerSocket listening;
  private final Deliveries deliveries = new Deliveries();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;
  private volatile boolean closed;

  /// @param address of the camera, RTSP
  static Tap open(String address, Clocks clocks) throws IOException {
    var tap = new Tap(URI.create(address), clocks);
    Thread.ofVirtual().name("tap").start(tap::accept);
    return tap;
  }

  private Tap(URI camera, Clocks clocks) throws IOException {
    this.camera = camera;
    this.clocks = clocks;
    this.listening = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  }

  /// Where the program under test finds the camera.
  String address() {
    return "rtsp://127.0.0.1:%d%s".formatted(listening.getLocalPort(), camera.getPath());
  }

  Deliveries deliveries() {
    return deliveries;
  }

  /// Breaks every connection now, as a camera that restarts does.
  void hangUp() {
    open.forEach(Tap::closeQuietly);
  }

  /// While set, who connects is hung up on at once.
  void refuse(boolean refuse) {
    refusing = refuse;
    if (refuse) {
      hangUp();
    }
  }

  private void accept() {
    while (!closed) {
      try {
        var client = listening.accept();
        if (refusing) {
          closeQuietly(client);
        } else {
          Thread.ofVirtual().start(() -> relay(client));
        }
      } catch (IOException e) {
        // Closed, or nobody was there any more: the next one is served.
      }
    }
  }

  private void relay(Socket client) {
    try (client;
        var server = new Socket(camera.getHost(), camera.getPort())) {
      open.add(client);
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      var requests = Thread.ofVirtual().start(() -> copy(client, server));
      deliver(server.getInputStream(), client.getOutputStream());
      closeQuietly(server);
      closeQuietly(client);
      requests.join();
      open.remove(server);
    } catch (IOException e) {
      // One of the two has gone: so is the other, from here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void deliver(InputStream from, OutputStream to) throws IOException {
    var counter = new PictureCounter();
    var bytes = new byte[CHUNK];
    for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
      to.write(bytes, 0, read);
      int pictures = counter.take(bytes, read);
      if (pictures > 0) {
        deliveries.add(clocks.wall(), pictures);
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Said by the other direction.
    } finally {
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was being let go of.
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    hangUp();
  }
}
