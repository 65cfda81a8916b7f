package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.vigie.link.Channel;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ToEye;

/// The eye: connects to `--socket PATH`, judges and masks what comes in, and ends when the socket
/// closes. `--unpack` unpacks its natives and ends. `--trial PORT FILE` ends with 0 if the natives
/// are there and neither that port of 127.0.0.1 nor that file can be reached.
public final class EyeMain {

  private EyeMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    if (arguments.length == 2 && arguments[0].equals("--socket")) {
      return work(Path.of(arguments[1]));
    }
    if (arguments.length == 1 && arguments[0].equals("--unpack")) {
      Trial.loadNatives();
      return 0;
    }
    if (arguments.length == 3 && arguments[0].equals("--trial")) {
      Trial.loadNatives();
      var leak = Trial.leak(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
      System.err.println(leak);
      return leak.isEmpty() ? 0 : 1;
    }
    System.err.println("usage: --socket PATH | --unpack | --trial PORT FILE");
    return 2;
  }

  private static int work(Path path) {
    // Damaged pictures are everyday business; FFmpeg would fill the log with them.
    av_log_set_level(AV_LOG_QUIET);
    try (var socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(path));
      try (var eye = new Eye(new Channel<FromEye, ToEye>(socket, ToEye.parser()))) {
        eye.run();
      }
      return 0;
    } catch (IOException e) {
      System.err.println("eye: " + e.getMessage());
      return 1;
    }
  }
}
