package org.vigie.verify.footage;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
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

  /// A reel that was destroyed, or is being; or many that followed on each other.
  ///
  /// @param reel its id; empty where the line stands for many
  public record Destroyed(String camera, long from, long to, String reel) {}

  /// Who is shown the lines one by one.
  public interface Taker {
    void take(Begin gap);

    void take(Destroyed gone);
  }

  /// Reads it; no file has no lines.
  public static Journal read(Path file) throws IOException {
    var gaps = new ArrayList<Begin>();
    var destroyed = new ArrayList<Destroyed>();
    int bad =
        read(
            file,
            new Taker() {
              @Override
              public void take(Begin gap) {
                gaps.add(gap);
              }

              @Override
              public void take(Destroyed gone) {
                destroyed.add(gone);
              }
            });
    return new Journal(gaps, destroyed, bad);
  }

  /// Reads it line by line, as one of many years is long.
  ///
  /// @return how many lines do not fit their sums
  public static int read(Path file, Taker taker) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    int bad = 0;
    // What is no UTF-8 does not fit its sum either.
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (var in = new InputStreamReader(Files.newInputStream(file), decoder)) {
      var buffer = new char[1 << 16];
      var line = new StringBuilder();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] != '\n') {
            line.append(buffer[i]);
          } else {
            bad += line.isEmpty() || take(line.toString(), taker) ? 0 : 1;
            line.setLength(0);
          }
        }
      }
    }
    return bad;
  }

  private static boolean take(String line, Taker taker) {
    if (line.length() < 10) {
      return false;
    }
    var body = line.substring(9);
    var sum = new CRC32C();
    sum.update(body.getBytes(StandardCharsets.UTF_8));
    if (!line.startsWith(HexFormat.of().toHexDigits((int) sum.getValue()) + " ")) {
      return false;
    }
    var words = body.split(" ", 5);
    try {
      if (words[0].equals("gap") && words.length >= 4) {
        taker.take(
            new Begin(words[1], micros(words[2]), words[3], words.length > 4 ? words[4] : ""));
      } else if (words[0].equals("deleted") && words.length == 5) {
        taker.take(new Destroyed(words[1], micros(words[2]), micros(words[3]), words[4]));
      } else if (words[0].equals("folded") && words.length == 5) {
        taker.take(new Destroyed(words[1], micros(words[2]), micros(words[3]), ""));
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
