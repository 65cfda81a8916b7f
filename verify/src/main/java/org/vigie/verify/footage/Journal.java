package org.vigie.verify.footage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// A volume's journal: where gaps begin, and what was destroyed.
///
/// @param badLines lines whose sum is wrong, a torn last one excepted
public record Journal(List<Begin> gaps, List<Destroyed> destroyed, int badLines) {

  public Journal {
    gaps = List.copyOf(gaps);
    destroyed = List.copyOf(destroyed);
  }

  /// From `from` on the camera is not recorded.
  public record Begin(String camera, long from, String reason, String detail) {}

  /// A reel that was destroyed, or is being.
  public record Destroyed(String camera, long from, long to, String reel) {}

  /// Reads it; no file has no lines.
  public static Journal read(Path file) throws IOException {
    var gaps = new ArrayList<Begin>();
    var destroyed = new ArrayList<Destroyed>();
    int bad = 0;
    var text =
        Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    for (var line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
      if (!line.isEmpty() && !take(line, gaps, destroyed)) {
        bad++;
      }
    }
    return new Journal(gaps, destroyed, bad);
  }

  private static boolean take(String line, List<Begin> gaps, List<Destroyed> destroyed) {
    if (line.length() < 10) {
      return false;
    }
    var body = line.substring(9);
    var sum = new CRC32C();
    sum.update(body.getBytes(StandardCharsets.UTF_8));
    if (!line.startsWith("%08x ".formatted(sum.getValue()))) {
      return false;
    }
    var words = body.split(" ", 5);
    try {
      if (words[0].equals("gap") && words.length >= 4) {
        gaps.add(new Begin(words[1], micros(words[2]), words[3], words.length > 4 ? words[4] : ""));
      } else if (words[0].equals("deleted") && words.length == 5) {
        destroyed.add(new Destroyed(words[1], micros(words[2]), micros(words[3]), words[4]));
      }
      // Another word is a later version's, which reels.md of this one cannot know.
      return true;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
