package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// What the programs behind walls share: `--socket PATH` connects and works until that closes,
/// `--unpack` unpacks the natives and ends, `--trial PORT FILE` ends with 0 if the natives are
/// there and neither that port of 127.0.0.1 nor that file can be reached.
final class ProgramArguments {

  /// What a program does once it is connected.
  interface Work {
    void with(SocketChannel socket) throws IOException;
  }

  private ProgramArguments() {}

  /// Does what the arguments say.
  ///
  /// @param name begins what is printed when it fails
  /// @return the exit status
  static int run(String name, String[] arguments, Work work) {
    if (arguments.length == 2 && arguments[0].equals("--socket")) {
      return connect(name, Path.of(arguments[1]), work);
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

  private static int connect(String name, Path path, Work work) {
    // Damaged pictures are everyday business; FFmpeg would fill the log with them.
    av_log_set_level(AV_LOG_QUIET);
    try (var socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(path));
      work.with(socket);
      return 0;
    } catch (IOException e) {
      System.err.println(name + ": " + e.getMessage());
      return 1;
    }
  }
}
