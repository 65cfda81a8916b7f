package org.vigie.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An RTSP server that nobody of this project wrote (GStreamer's), looping elementary streams as
/// live cameras. `tools/rtsp-cameras.py` among the shared files.
public final class ForeignCameras implements AutoCloseable {

  private static final String PYTHON = "/usr/bin/python3";

  private final Process process;
  private final int port;

  private ForeignCameras(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Whether it can run here.
  public static boolean available() {
    if (Shared.find("tools/rtsp-cameras.py").isEmpty() || !Tool.isThere("ffmpeg")) {
      return false;
    }
    try {
      Tool.run(
          PYTHON,
          "-c",
          "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import"
              + " GstRtspServer");
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Serves each stream under its name, on a free port of 127.0.0.1.
  ///
  /// @param login `USER:PASSWORD` asks for Digest; empty for none
  public static ForeignCameras start(String login, Map<String, Path> streams) throws IOException {
    int port = freePort();
    var command = new ArrayList<String>();
    command.add(PYTHON);
    command.add(Shared.find("tools/rtsp-cameras.py").orElseThrow().toString());
    if (!login.isEmpty()) {
      command.add(login);
    }
    command.add(Integer.toString(port));
    streams.forEach((name, file) -> command.add(name + "=" + file));
    var process = new ProcessBuilder(List.copyOf(command)).redirectErrorStream(true).start();
    var printed = new StringBuilder();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("up")) {
        Thread.ofVirtual().start(() -> drain(lines));
        return new ForeignCameras(process, port);
      }
      printed.append(line).append('\n');
    }
    throw new IOException("rtsp-cameras.py did not start: " + printed);
  }

  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // Its chatter is of no interest, but must have somewhere to go.
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String url(String name) {
    return "rtsp://127.0.0.1:" + port + "/" + name;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
