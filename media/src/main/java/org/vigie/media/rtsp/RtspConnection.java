package org.vigie.media.rtsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;

/// The TCP connection to a camera: one large buffer, filled by [#fill] and taken apart in place by
/// [#next] into interleaved frames (RFC 2326 section 10.12) and messages.
///
/// Used by one thread, but for [#wake] and [#close], which any may call.
final class RtspConnection implements AutoCloseable {

  /// Grown where a read fills it: most streams never need more.
  private static final int FIRST_BUFFER_BYTES = 32 * 1024;

  /// Four times the longest interleaved frame; at 20 Mb/s a tenth of a second.
  private static final int MOST_BUFFER_BYTES = 256 * 1024;

  private static final int MOST_HEAD_BYTES = 16 * 1024;
  private static final int MOST_BODY_BYTES = 64 * 1024;

  enum Item {
    /// Nothing whole is in the buffer.
    NONE,
    /// See [#channel], [#frameAt], [#frameLength].
    FRAME,
    /// See [#message].
    MESSAGE
  }

  /// The TCP connection, and what is spoken through: itself, or TLS over it.
  private final Socket plain;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int position;
  private int limit;
  private int channel;
  private int frameAt;
  private int frameLength;
  private boolean drained = true;
  private int timeoutMillis = -1;
  private @Nullable RtspMessage message;

  /// @param plain the connection under a secured one; the same where there is none
  /// @param socket connected, or anything that has a stream each way; closed with this
  RtspConnection(Socket plain, Socket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /// @param opening given, before anything waits, what makes the waiting end
  static RtspConnection open(RtspUrl url, Duration most, Consumer<Runnable> opening)
      throws MediaException {
    var socket = new Socket();
    opening.accept(() -> closeQuietly(socket));
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(url.host(), url.port()), (int) most.toMillis());
      return new RtspConnection(socket, url.secure() ? Tls.over(socket, url, most) : socket);
    } catch (MediaException e) {
      closeQuietly(socket);
      throw e;
    } catch (IOException e) {
      closeQuietly(socket);
      throw new MediaException.Unreachable(
          switch (e) {
            case UnknownHostException u -> "the host name " + url.host() + " is not known";
            case SocketTimeoutException t ->
                "nothing answers at " + url.host() + ":" + url.port() + " within " + spoken(most);
            case ConnectException c ->
                "nobody listens at " + url.host() + ":" + url.port() + " (connection refused)";
            default -> "no way to " + url.host() + ":" + url.port() + " (" + e.getMessage() + ")";
          });
    }
  }

  /// Waits up to `most` for bytes; false if none came.
  boolean fill(Duration most) throws MediaException {
    makeRoom();
    try {
      int millis = (int) Math.max(1, most.toMillis());
      if (millis != timeoutMillis) {
        socket.setSoTimeout(millis);
        timeoutMillis = millis;
      }
      int count = in.read(buffer, limit, buffer.length - limit);
      if (count < 0) {
        throw new MediaException.Unreachable("the camera closed the connection");
      }
      limit += count;
      // TLS gives one record at a time.
      drained = limit < buffer.length && (plain == socket || isEmpty());
      return true;
    } catch (SocketTimeoutException e) {
      drained = true;
      return false;
    } catch (IOException e) {
      throw new MediaException.Unreachable("the connection broke (" + e.getMessage() + ")");
    }
  }

  /// Whether the last [#fill] left nothing behind that had come by then.
  boolean isDrained() {
    return drained;
  }

  private boolean isEmpty() throws IOException {
    return in.available() == 0 && plain.getInputStream().available() == 0;
  }

  /// This machine's address on the way to the camera.
  InetAddress localAddress() {
    return plain.getLocalAddress();
  }

  /// The camera's address.
  InetAddress cameraAddress() {
    return plain.getInetAddress();
  }

  private void makeRoom() {
    int left = limit - position;
    boolean small = !drained && buffer.length < MOST_BUFFER_BYTES || left == buffer.length;
    if (small && buffer.length == MOST_BUFFER_BYTES) {
      throw new IllegalStateException("what is whole was not taken");
    }
    var to = small ? new byte[buffer.length * 2] : buffer;
    if (position > 0 || small) {
      System.arraycopy(buffer, position, to, 0, left);
    }
    buffer = to;
    limit = left;
    position = 0;
  }

  /// Takes the next frame or message out of the buffer. A frame stays valid until [#fill].
  ///
  /// @throws MediaException.Broken if what arrived is neither
  Item next() throws MediaException {
    // Line ends between messages are tolerated, as in HTTP.
    while (position < limit && (buffer[position] == '\r' || buffer[position] == '\n')) {
      position++;
    }
    if (limit - position < 4) {
      return Item.NONE;
    }
    return buffer[position] == '$' ? frame() : text();
  }

  int channel() {
    return channel;
  }

  byte[] buffer() {
    return buffer;
  }

  int frameAt() {
    return frameAt;
  }

  int frameLength() {
    return frameLength;
  }

  RtspMessage message() {
    if (message == null) {
      throw new IllegalStateException("no message was taken");
    }
    return message;
  }

  void write(String text) throws MediaException {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new MediaException.Unreachable("the connection broke (" + e.getMessage() + ")");
    }
  }

  /// Lets a thread that waits in [#fill] return: to it, the camera seems to have hung up.
  void wake() {
    try {
      plain.shutdownInput();
    } catch (IOException e) {
      closeQuietly(plain);
    }
  }

  @Override
  public void close() {
    // Not the TLS socket: it would wait to say goodbye.
    closeQuietly(plain);
  }

  private Item frame() {
    int length = (buffer[position + 2] & 0xff) << 8 | (buffer[position + 3] & 0xff);
    if (limit - position - 4 < length) {
      return Item.NONE;
    }
    channel = buffer[position + 1] & 0xff;
    frameAt = position + 4;
    frameLength = length;
    position += 4 + length;
    return Item.FRAME;
  }

  private Item text() throws MediaException {
    int bodyAt = endOfHead();
    if (bodyAt < 0) {
      boolean letters = Character.isLetter(buffer[position] & 0xff) && buffer[position] > 0;
      if (!letters || limit - position > MOST_HEAD_BYTES) {
        throw new MediaException.Broken("sends something that is not RTSP; is the port right?");
      }
      return Item.NONE;
    }
    var head = RtspMessage.head(buffer, position, bodyAt - position);
    int length = Math.max(0, head.number("content-length"));
    if (length > MOST_BODY_BYTES) {
      throw new MediaException.Broken("sends a message of " + length + " bytes, far too many");
    }
    if (limit - bodyAt < length) {
      return Item.NONE;
    }
    message = head.with(Arrays.copyOfRange(buffer, bodyAt, bodyAt + length));
    position = bodyAt + length;
    return Item.MESSAGE;
  }

  /// Where the first empty line ends; -1 if it is not there yet.
  private int endOfHead() {
    int most = Math.min(limit, position + MOST_HEAD_BYTES);
    for (int i = position + 1; i < most; i++) {
      if (buffer[i] == '\n'
          && (buffer[i - 1] == '\n' || i >= 2 && buffer[i - 1] == '\r' && buffer[i - 2] == '\n')) {
        return i + 1;
      }
    }
    return -1;
  }

  private static String spoken(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed or not, it is not used any more.
    }
  }
}
