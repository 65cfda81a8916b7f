package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// What `ffmpeg -c copy` needs for the same cameras: the plainest recorder there is, one program a
/// camera, which neither hashes nor encrypts nor flushes.
final class PeerCopy {

  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private PeerCopy() {}

  /// Per cent of a core for each camera.
  ///
  /// @param whole from the start on, so with what ffmpeg spends on finding out what it is sent
  /// @param running without the first [#WARM_UP]
  record Cost(double whole, double running) {}

  /// Records some cameras into files.
  ///
  /// @param folder where to
  /// @param address of a camera by its number, from 1
  /// @return empty where there is no ffmpeg
  static Optional<Cost> cost(Path folder, int cameras, Duration length, IntFunction<String> address)
      throws IOException, InterruptedException {
    var running = new ArrayList<Process>();
    try {
      for (int n = 1; n <= cameras; n++) {
        running.add(start(folder.resolve("copy-" + n + ".mp4"), address.apply(n)));
      }
      Thread.sleep(WARM_UP);
      double before = cpuSeconds(running);
      Thread.sleep(length.minus(WARM_UP));
      double whole = cpuSeconds(running);
      return Optional.of(
          new Cost(
              percent(whole, length, cameras),
              percent(whole - before, length.minus(WARM_UP), cameras)));
    } catch (NoFfmpeg e) {
      return Optional.empty();
    } finally {
      for (var process : running) {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    }
  }

  private static double percent(double cpuSeconds, Duration length, int cameras) {
    return 100 * cpuSeconds * 1000 / length.toMillis() / cameras;
  }

  private static Process start(Path file, String address) throws NoFfmpeg {
    var command =
        List.of(
            "ffmpeg",
            "-loglevel",
            "quiet",
            "-nostdin",
            "-rtsp_transport",
            "tcp",
            "-i",
            address,
            "-c",
            "copy",
            "-movflags",
            "frag_keyframe+empty_moov",
            "-f",
            "mp4",
            "-y",
            file.toString());
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new NoFfmpeg(e);
    }
  }

  private static double cpuSeconds(List<Process> running) throws IOException {
    double sum = 0;
    for (var process : running) {
      sum += ProcessCost.of(process.pid()).cpuSeconds();
    }
    return sum;
  }

  private static final class NoFfmpeg extends IOException {
    private static final long serialVersionUID = 1L;

    NoFfmpeg(IOException cause) {
      super("ffmpeg cannot be started", cause);
    }
  }
}
