package org.vigie.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs other people's programs in tests.
public final class Tool {

  private Tool() {}

  /// Whether a program is on the path.
  public static boolean isThere(String program) {
    for (var folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /// Runs a program to its end and gives back what it printed, both streams.
  ///
  /// @throws IOException if it fails or takes longer than two minutes
  public static String run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed: " + printed);
    }
    return printed;
  }

  /// Makes an H.264 elementary stream without B-frames of a clip, with a key frame every 2 s at 25
  /// pictures a second.
  public static Path annexB(Path clip, Path out) throws IOException, InterruptedException {
    run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-y",
        "-i",
        clip.toString(),
        "-an",
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-g",
        "50",
        "-bf",
        "0",
        "-pix_fmt",
        "yuv420p",
        "-bsf:v",
        "h264_mp4toannexb",
        out.toString());
    return out;
  }

  /// How many pictures of a file's first video stream decode.
  public static long decodablePictures(Path file) throws IOException, InterruptedException {
    return Long.parseLong(
        run(
                "ffprobe",
                "-v",
                "error",
                "-count_frames",
                "-select_streams",
                "v:0",
                "-show_entries",
                "stream=nb_read_frames",
                "-of",
                "csv=p=0",
                file.toString())
            .strip());
  }
}
