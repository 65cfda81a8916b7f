package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import org.vigie.link.Channel;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ToEye;

/// The eye: connects to `--socket PATH`, judges and masks what comes in, and ends when the socket
/// closes.
public final class EyeMain {

  private EyeMain() {}

  public static void main(String[] arguments) {
    if (arguments.length != 2 || !arguments[0].equals("--socket")) {
      System.err.println("usage: --socket PATH");
      System.exit(2);
    }
    // Damaged pictures are everyday business; FFmpeg would fill the log with them.
    av_log_set_level(AV_LOG_QUIET);
    int status = 0;
    try (var socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(arguments[1]));
      try (var eye = new Eye(new Channel<FromEye, ToEye>(socket, ToEye.parser()))) {
        eye.run();
      }
    } catch (IOException e) {
      System.err.println("eye: " + e.getMessage());
      status = 1;
    }
    System.exit(status);
  }
}
