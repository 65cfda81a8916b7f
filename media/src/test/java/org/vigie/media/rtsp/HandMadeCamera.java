package org.vigie.media.rtsp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigie.base.BadInput;

/// A camera made by hand, on a real socket of 127.0.0.1: does exactly what its script says, good or
/// bad. Each connection runs the script from its beginning, on a thread of its own.
public final class HandMadeCamera implements AutoCloseable {

  /// What the camera does with one connection; it hangs up when the script ends.
  public interface Script {
    void run(Visit visit) throws IOException, InterruptedException;
  }

  public record Request(String method, String url, Map<String, String> fields) {}

  /// Parameter sets of a real camera (2304x1296), in its description.
  public static final String SDP =
      String.join(
          "\r\n",
          "v=0",
          "o=- 0 0 IN IP4 127.0.0.1",
          "s=hand-made",
          "t=0 0",
          "a=control:*",
          "m=audio 0 RTP/AVP 0",
          "a=control:sound",
          "m=video 0 RTP/AVP 96",
          "a=rtpmap:96 H264/90000",
          "a=fmtp:96 packetization-mode=1; sprop-parameter-sets="
              + "Z00AKp2oHgCJ+WbgICAoAAADAAgAAAMAfCA=,aO48gA==",
          "a=control:picture",
          "m=application 0 RTP/AVP 107",
          "a=control:metadata",
          "");

  private final ServerSocket listener;
  private final Script script;
  private final Thread listening = Thread.ofVirtual().unstarted(this::listen);
  private final AtomicInteger visits = new AtomicInteger();
  private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final ConcurrentHashMap<Thread, Socket> open = new ConcurrentHashMap<>();

  private HandMadeCamera(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  public static HandMadeCamera start(Script script) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  /// @param listener closed by the camera
  public static HandMadeCamera start(ServerSocket listener, Script script) {
    var camera = new HandMadeCamera(listener, script);
    camera.listening.start();
    return camera;
  }

  public RtspUrl url() {
    return url("");
  }

  /// @param userInfo as it stands before the `@`
  public RtspUrl url(String userInfo) {
    return url("rtsp", userInfo);
  }

  public RtspUrl url(String scheme, String userInfo) {
    var login = userInfo.isEmpty() ? "" : userInfo + "@";
    try {
      return RtspUrl.parse(
          scheme + "://" + login + "127.0.0.1:" + listener.getLocalPort() + "/live?ch=1");
    } catch (BadInput e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// How many connections there were.
  public int visits() {
    return visits.get();
  }

  /// Every request so far, of all connections.
  public List<Request> requests() {
    return new ArrayList<>(requests);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    try {
      // Until then the system may still accept on its behalf.
      listening.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var socket : open.values()) {
      socket.close();
    }
  }

  private void listen() {
    try {
      while (true) {
        var socket = listener.accept();
        visits.getAndIncrement();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    open.put(Thread.currentThread(), socket);
    try (socket) {
      script.run(new Visit(socket));
    } catch (IOException | InterruptedException e) {
      // The client has gone.
    } finally {
      open.remove(Thread.currentThread());
    }
  }

  /// One connection, seen from the camera.
  public final class Visit {

    private final InputStream in;
    private final OutputStream out;

    private Visit(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    }

    /// Waits for the next request.
    public Request request() throws IOException {
      var first = line().split(" ");
      var fields = new TreeMap<String, String>();
      for (var line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      var request = new Request(first[0], first[1], fields);
      requests.add(request);
      return request;
    }

    /// @param fields header lines without their ends
    public void answer(Request request, int status, String body, String... fields)
        throws IOException {
      var text = new StringBuilder("RTSP/1.0 " + status + " Said\r\nCSeq: ");
      text.append(request.fields().get("cseq")).append("\r\n");
      for (var field : fields) {
        text.append(field).append("\r\n");
      }
      if (!body.isEmpty()) {
        text.append("Content-Length: ").append(body.length()).append("\r\n");
      }
      raw(text.append("\r\n").append(body).toString());
    }

    /// Answers everything up to and with PLAY, as a good camera.
    public void play(String sdp) throws IOException {
      while (true) {
        var request = request();
        switch (request.method()) {
          case "DESCRIBE" -> answer(request, 200, sdp, "Content-Type: application/sdp");
          case "SETUP" ->
              answer(
                  request,
                  200,
                  "",
                  "Transport: RTP/AVP/TCP;unicast;interleaved=0-1",
                  "Session: 4711;timeout=60");
          case "PLAY" -> {
            answer(request, 200, "", "Session: 4711");
            return;
          }
          default -> answer(request, 200, "", "Public: DESCRIBE, SETUP, PLAY, GET_PARAMETER");
        }
      }
    }

    public void raw(String text) throws IOException {
      raw(text.getBytes(StandardCharsets.UTF_8));
    }

    public void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /// Sends one interleaved frame.
    public void frame(int channel, byte[] packet) throws IOException {
      var frame = new ByteArrayOutputStream();
      frame.write('$');
      frame.write(channel);
      frame.write(packet.length >> 8);
      frame.write(packet.length);
      frame.write(packet);
      raw(frame.toByteArray());
    }

    /// Sends packets on the pictures' channel.
    public void frames(List<byte[]> packets) throws IOException {
      for (var packet : packets) {
        frame(0, packet);
      }
    }

    /// Waits until the client hangs up.
    public void untilGone() throws IOException {
      while (in.read() >= 0) {
        // Whatever it still says.
      }
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the client hung up");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }
  }
}
