package org.vigie.eye;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/// What an eye tries before the first picture: that its natives load, and that it cannot get out.
final class Trial {

  private Trial() {}

  /// Loads the natives, which unpacks them where they are not yet.
  static void loadNatives() {
    Loader.load(avutil.class);
    Loader.load(swscale.class);
    Loader.load(avcodec.class);
    Loader.load(avformat.class);
  }

  /// @param port of 127.0.0.1, where somebody listens
  /// @param file outside, which exists
  /// @return what should have failed and did not; empty if the walls hold
  static String leak(int port, Path file) {
    try (var socket = SocketChannel.open()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return "it could connect to 127.0.0.1";
    } catch (IOException e) {
      // As it should be.
    }
    try (var in = Files.newInputStream(file)) {
      return "it could open " + file + " and read " + in.available() + " bytes";
    } catch (IOException e) {
      // As it should be.
    }
    var own = Path.of("own-file");
    try (var out = Files.newOutputStream(own)) {
      return "it could write a file: " + out;
    } catch (IOException e) {
      return ProcessHandle.allProcesses().anyMatch(Trial::isForeign)
          ? "it sees other processes"
          : "";
    }
  }

  /// Whether a process is neither this one nor the wrapper that started it.
  private static boolean isForeign(ProcessHandle process) {
    long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    return process.pid() != ProcessHandle.current().pid() && process.pid() != parent;
  }
}
