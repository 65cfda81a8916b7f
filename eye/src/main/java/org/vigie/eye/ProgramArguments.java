package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.vigie.base.BadInput;

/// What the programs behind walls share: `--socket PATH` connects and works until that closes,
/// `--unpack` unpacks the natives and ends, `--trial PORT FILE` ends with 0 if the natives are
/// there and neither that port of 127.0.0.1 nor that file can be reached, `--try` with 0 if what
/// the program needs beside FFmpeg can be used, with 3 if it is of no use.
final class ProgramArguments {

  /// What a program does once it is connected.
  interface Work {
    void with(SocketChannel socket) throws IOException;
  }

  /// What a program needs beside FFmpeg.
  interface Needs {
    Needs NOTHING =
        new Needs() {
          @Override
          public void unpack() {}

          @Override
          public void tryOut() {}
        };

    /// Unpacks what has to lie in a folder.
    void unpack() throws IOException;

    /// Uses it once, as in earnest.
    ///
    /// @throws BadInput if it is of no use, whatever the walls
    void tryOut() throws IOException, BadInput;
  }

  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;
  private static final int REFUSED = 3;

  private ProgramArguments() {}

  /// Does what the arguments say.
  ///
  /// @param name begins what is printed when it fails
  /// @return the exit status
  static int run(String name, List<String> arguments, Needs needs, Work work) {
    var first = arguments.isEmpty() ? "" : arguments.getFirst();
    try {
      if (arguments.size() == 2 && first.equals("--socket")) {
        return connect(Path.of(arguments.get(1)), work);
      }
      if (arguments.size() == 1 && first.equals("--unpack")) {
        Trial.loadNatives();
        needs.unpack();
        return 0;
      }
      if (arguments.size() == 1 && first.equals("--try")) {
        needs.tryOut();
        return 0;
      }
      if (arguments.size() == 3 && first.equals("--trial")) {
        Trial.loadNatives();
        var leak = Trial.leak(Integer.parseInt(arguments.get(1)), Path.of(arguments.get(2)));
        System.err.println(leak);
        return leak.isEmpty() ? 0 : FAILED;
      }
    } catch (IOException e) {
      System.err.println(name + ": " + e.getMessage());
      return FAILED;
    } catch (BadInput e) {
      System.err.println(e.getMessage());
      return REFUSED;
    }
    System.err.println("usage: --socket PATH | --unpack | --try | --trial PORT FILE");
    return WRONG_USE;
  }

  private static int connect(Path path, Work work) throws IOException {
    // Damaged pictures are everyday business; FFmpeg would fill the log with them.
    av_log_set_level(AV_LOG_QUIET);
    try (var socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(path));
      work.with(socket);
      return 0;
    }
  }
}
