package org.vigie.media.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.PacketSorter;
import org.vigie.media.rtp.Reception;
import org.vigie.media.rtp.VideoStream;

/// The two UDP ports on which a camera sends pictures and reports, for cameras that do not send
/// over their connection. Only what comes from the camera itself is taken.
///
/// Used by one thread, but for [#wake] and [#close], which any may call.
final class Datagrams implements AutoCloseable {

  private static final int MOST_BYTES = 65_536;

  /// Asked for; the system may give less. At 20 Mb/s nearly a second.
  private static final int KERNEL_BYTES = 2 * 1024 * 1024;

  private static final int TRIES = 50;
  private static final int MOST_AT_ONCE = 2000;
  private static final long REPORT_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final DatagramChannel pictures;
  private final DatagramChannel reports;
  private final Selector selector;
  private final Clocks clocks;
  private final byte[] bytes = new byte[MOST_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private final InetAddress camera;
  private InetAddress source;
  private Transport.Datagrams sender = new Transport.Datagrams(0, 0, "");
  private long foreign;
  private long reportedNanos;
  private volatile boolean woken;

  private Datagrams(
      DatagramChannel pictures,
      DatagramChannel reports,
      Selector selector,
      InetAddress camera,
      Clocks clocks) {
    this.pictures = pictures;
    this.reports = reports;
    this.selector = selector;
    this.camera = camera;
    this.source = camera;
    this.clocks = clocks;
  }

  /// Takes an even port and the one after it, as RTP wants.
  static Datagrams open(InetAddress local, InetAddress camera, Clocks clocks)
      throws MediaException {
    try {
      for (int i = 0; i < TRIES; i++) {
        var first = bind(local, 0);
        int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
        if (port % 2 != 0) {
          first.close();
          continue;
        }
        try {
          return new Datagrams(first, bind(local, port + 1), Selector.open(), camera, clocks)
              .listening();
        } catch (IOException e) {
          first.close();
        }
      }
      throw new MediaException.Unreachable("no two UDP ports in a row are free here");
    } catch (IOException e) {
      throw new MediaException.Unreachable("no UDP port can be had (" + e.getMessage() + ")");
    }
  }

  private static DatagramChannel bind(InetAddress local, int port) throws IOException {
    var channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BYTES);
      channel.bind(new InetSocketAddress(local, port));
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private Datagrams listening() throws IOException {
    pictures.register(selector, SelectionKey.OP_READ);
    reports.register(selector, SelectionKey.OP_READ);
    return this;
  }

  /// The port for pictures; reports go to the one after it.
  int port() throws MediaException {
    try {
      return ((InetSocketAddress) pictures.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new MediaException.Unreachable("the UDP port is gone (" + e.getMessage() + ")");
    }
  }

  /// Learns from where the camera sends.
  void from(Transport.Datagrams said) {
    sender = said;
    try {
      source = said.source().isEmpty() ? camera : InetAddress.ofLiteral(said.source());
    } catch (IllegalArgumentException e) {
      // A name, or nonsense: the address that answers counts.
      source = camera;
    }
  }

  /// Datagrams that came from elsewhere, and were dropped.
  long foreign() {
    return foreign;
  }

  /// Waits up to `most` for datagrams and hands all that came to the stream.
  void read(Duration most, VideoStream stream, PacketSorter sorter, Reception reception)
      throws MediaException {
    try {
      long wait = sorter.isWaiting() ? Math.min(most.toMillis(), 20) : most.toMillis();
      selector.select(Math.max(1, wait));
      if (woken) {
        throw new MediaException.Unreachable("the camera's stream was given up");
      }
      selector.selectedKeys().clear();
      long now = clocks.elapsedNanos();
      for (int i = 0; i < MOST_AT_ONCE && receive(pictures); i++) {
        if (buffer.position() > 0) {
          reception.arrived(bytes, 0, buffer.position(), now);
          sorter.take(bytes, 0, buffer.position(), now);
        }
      }
      sorter.expire(now);
      for (int i = 0; i < MOST_AT_ONCE && receive(reports); i++) {
        if (buffer.position() > 0) {
          reception.reported(bytes, 0, buffer.position(), now);
          stream.rtcp(bytes, 0, buffer.position(), now);
        }
      }
      if (now - reportedNanos > REPORT_EVERY_NANOS) {
        report(reception, now);
      }
    } catch (IOException e) {
      throw new MediaException.Unreachable("the UDP ports broke (" + e.getMessage() + ")");
    }
  }

  /// Says that somebody listens. The first of these also opens the way through firewalls.
  void report(Reception reception, long now) throws MediaException {
    reportedNanos = now;
    try {
      if (sender.rtcp() > 0) {
        var to = new InetSocketAddress(camera, sender.rtcp());
        reports.send(ByteBuffer.wrap(reception.report(now)), to);
      }
      if (sender.rtp() > 0) {
        // An RTP packet without content, of a payload type that is never used.
        var empty = ByteBuffer.allocate(12).put((byte) 0x80).put((byte) 0x7f);
        pictures.send(empty.clear(), new InetSocketAddress(camera, sender.rtp()));
      }
    } catch (IOException e) {
      throw new MediaException.Unreachable("the camera cannot be reached (" + e.getMessage() + ")");
    }
  }

  /// Takes one datagram into the buffer; false if there is none. One of a stranger leaves it empty.
  private boolean receive(DatagramChannel channel) throws IOException {
    buffer.clear();
    if (!(channel.receive(buffer) instanceof InetSocketAddress from)) {
      return false;
    }
    if (!from.getAddress().equals(camera) && !from.getAddress().equals(source)) {
      foreign++;
      buffer.clear();
    }
    return true;
  }

  /// A random name and number for [Reception].
  static Reception reception(int rate) {
    var id = RandomIds.hex(12);
    return new Reception(rate, Integer.parseUnsignedInt(id.substring(0, 8), 16), id);
  }

  void wake() {
    woken = true;
    selector.wakeup();
  }

  @Override
  public void close() {
    closeQuietly(pictures);
    closeQuietly(reports);
    closeQuietly(selector);
  }

  private static void closeQuietly(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      // Closed or not, it is not used any more.
    }
  }
}
