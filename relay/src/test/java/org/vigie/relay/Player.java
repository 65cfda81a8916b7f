package org.vigie.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import org.vigie.base.login.Challenge;
import org.vigie.base.login.Credentials;

/// A player that takes as fast or as slowly as the test wants, up to its first picture set up by
/// the cameras' own half of the login.
final class Player implements AutoCloseable {

  private final Socket socket;
  private final DataInputStream in;
  private final String url;
  private final Credentials credentials;
  private Challenge challenge;
  private int number;

  Player(int port, String user, String password, String camera) throws IOException {
    socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(20_000);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4096));
    url = "rtsp://127.0.0.1:" + port + "/" + camera;
    credentials = new Credentials(user, password);
    var refused = ask("DESCRIBE", url, "");
    challenge =
        Challenge.strongest(
                refused
                    .lines()
                    .filter(line -> line.startsWith("WWW-Authenticate:"))
                    .map(line -> line.substring(17))
                    .toList())
            .orElseThrow();
    expect(ask("DESCRIBE", url, ""));
    expect(ask("SETUP", url + "/video", "Transport: RTP/AVP/TCP;unicast;interleaved=4-5\r\n"));
    expect(ask("PLAY", url, ""));
  }

  private static void expect(String answer) throws IOException {
    if (!answer.startsWith("RTSP/1.0 200 ")) {
      throw new IOException(answer);
    }
  }

  private String ask(String method, String uri, String fields) throws IOException {
    var login =
        challenge == null
            ? ""
            : "Authorization: " + challenge.answer(credentials, method, uri) + "\r\n";
    socket
        .getOutputStream()
        .write(
            "%s %s RTSP/1.0\r\nCSeq: %d\r\n%s%s\r\n"
                .formatted(method, uri, ++number, login, fields)
                .getBytes(UTF_8));
    var answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    var head = answer.toString();
    for (var line : List.of(head.split("\r\n"))) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        in.readNBytes(Integer.parseInt(line.substring(15).strip()));
      }
    }
    return head;
  }

  /// Takes so many interleaved frames.
  void frames(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      frame();
    }
  }

  private void frame() throws IOException {
    if (in.readUnsignedByte() != '$') {
      throw new IOException("not a frame");
    }
    int channel = in.readUnsignedByte();
    if (channel != 4 && channel != 5) {
      throw new IOException("channel " + channel);
    }
    in.skipNBytes(in.readUnsignedShort());
  }

  /// How many frames still come before the server closes.
  int untilTheEnd() throws IOException {
    for (int count = 0; ; count++) {
      try {
        frame();
      } catch (EOFException | SocketException e) {
        return count;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
