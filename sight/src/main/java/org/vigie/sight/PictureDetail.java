package org.vigie.sight;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vigie.model.Point;
import org.vigie.model.VideoFormat;

/// Has a program of its own, behind walls where they stand, say how much detail places of one
/// camera's picture have. The picture goes in, figures come out. One look at a time.
public final class PictureDetail {

  private static final int SECONDS = 60;
  private static final int MOST_BYTES = 64 * 1024;

  /// @param zones levels by which neighbouring places of each zone differ; negative where a zone is
  ///     too small to say
  /// @param elsewhere the same of what lies in none
  public record Levels(List<Double> zones, double elsewhere) {
    public Levels {
      zones = List.copyOf(zones);
    }
  }

  private final Confinement confinement;
  private final Path runDir;

  /// @param command the program's complete command line
  /// @param runDir where what it says of itself goes; is made where it is missing
  public PictureDetail(List<String> command, Path runDir) {
    this.confinement = new Confinement("detail", command, runDir);
    this.runDir = runDir;
  }

  /// Looks at one key picture.
  ///
  /// @param unit as in [org.vigie.model.AccessUnit]
  /// @throws IOException with a plain sentence if nothing comes of it
  public synchronized Levels look(VideoFormat format, byte[] unit, List<List<Point>> zones)
      throws IOException {
    Files.createDirectories(runDir);
    var log = Files.createTempFile(runDir, "detail", ".log");
    try {
      var process =
          new ProcessBuilder(confinement.with(List.of("--look")))
              .redirectError(log.toFile())
              .start();
      try {
        try (var out = new DataOutputStream(process.getOutputStream())) {
          write(out, format, unit, zones);
        } catch (IOException e) {
          // It has ended; what it says tells why.
        }
        // One that hangs is ended, which ends the wait for what it says.
        var unused =
            process
                .onExit()
                .completeOnTimeout(process, SECONDS, TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly);
        var said =
            new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new IOException("its picture could not be decoded: " + last(log));
        }
        return read(said, zones.size());
      } finally {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a picture was looked at", e);
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static String last(Path log) throws IOException {
    return Files.readString(log)
        .lines()
        .filter(line -> line.startsWith("detail: "))
        .reduce("the program ended", (before, line) -> line.substring("detail: ".length()));
  }

  private static Levels read(String said, int zones) throws IOException {
    try {
      var figures = said.lines().map(Double::valueOf).toList();
      if (figures.size() != zones + 1) {
        throw new IOException("the program that looks at pictures says something else");
      }
      return new Levels(figures.subList(0, zones), figures.getLast());
    } catch (NumberFormatException e) {
      throw new IOException("the program that looks at pictures says no figures", e);
    }
  }

  private static void write(
      DataOutputStream out, VideoFormat format, byte[] unit, List<List<Point>> zones)
      throws IOException {
    out.writeInt(
        switch (format.codec()) {
          case H264 -> 264;
          case H265 -> 265;
        });
    out.writeInt(format.width());
    out.writeInt(format.height());
    for (byte[] set :
        List.of(
            format.videoParameters(),
            format.sequenceParameters(),
            format.pictureParameters(),
            unit)) {
      out.writeInt(set.length);
      out.write(set);
    }
    out.writeInt(zones.size());
    for (var zone : zones) {
      out.writeInt(zone.size());
      for (var corner : zone) {
        out.writeDouble(corner.x());
        out.writeDouble(corner.y());
      }
    }
  }
}
