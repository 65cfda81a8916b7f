package org.vigie.recording;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// The lines of a journal as text, see design/reels.md: eight hexadecimal digits of checksum, a
/// space, words.
final class JournalText {

  /// No line is longer, its end included: what is, is damaged.
  static final int LONGEST_BYTES = 16_384;

  private static final int LONGEST_DETAIL = 2_000;
  private static final int SUM_DIGITS = 8;
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private JournalText() {}

  /// Whole lines, each with its end.
  static byte[] encode(Collection<? extends Journal.Line> lines) {
    var text = new StringBuilder();
    for (var line : lines) {
      var body = body(line);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      text.append(HEX.toHexDigits(crc(bytes, 0, bytes.length))).append(' ').append(body);
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String body(Journal.Line line) {
    return switch (line) {
      case Journal.Line.GapFrom(var camera, var from, var reason, var detail) ->
          "gap " + camera + " " + at(from) + " " + reason + " " + plain(detail);
      case Journal.Line.Deleted(var camera, var from, var to, var reel) ->
          "deleted " + camera + " " + at(from) + " " + at(to) + " " + reel;
      case Journal.Line.Folded(var camera, var from, var to, var reels) ->
          "folded " + camera + " " + at(from) + " " + at(to) + " " + reels;
    };
  }

  /// One line without its end; empty if it is damaged, or a later Vigie's.
  static Optional<Journal.Line> decode(byte[] bytes, int length) {
    int start = SUM_DIGITS + 1;
    if (length <= start) {
      return Optional.empty();
    }
    var sum = HEX.toHexDigits(crc(bytes, start, length - start));
    for (int i = 0; i < SUM_DIGITS; i++) {
      if (bytes[i] != sum.charAt(i)) {
        return Optional.empty();
      }
    }
    var words = new String(bytes, start, length - start, StandardCharsets.UTF_8).split(" ", 5);
    try {
      return line(words);
    } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
      // Its checksum is right, so a later Vigie wrote it: not ours to read.
      return Optional.empty();
    }
  }

  private static Optional<Journal.Line> line(String[] words) {
    var camera = new CameraId(words[1]);
    var from = Instant.parse(words[2]);
    return switch (words[0]) {
      case "gap" ->
          Optional.of(
              new Journal.Line.GapFrom(
                  camera, from, GapReason.valueOf(words[3]), words.length > 4 ? words[4] : ""));
      case "deleted" ->
          Optional.of(new Journal.Line.Deleted(camera, from, Instant.parse(words[3]), words[4]));
      case "folded" ->
          Optional.of(
              new Journal.Line.Folded(
                  camera, from, Instant.parse(words[3]), Long.parseLong(words[4])));
      default -> Optional.empty();
    };
  }

  private static String at(Instant instant) {
    return Micros.instant(Micros.of(instant)).toString();
  }

  private static String plain(String detail) {
    var text = CONTROL.matcher(detail).replaceAll(" ").strip();
    return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL).strip() : text;
  }

  private static int crc(byte[] bytes, int from, int length) {
    var crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
