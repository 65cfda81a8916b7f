package org.vigie.governance.time;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;

/// What both clocks said when Vigie last looked: kept in a file, so that the next process can
/// tell what they did in between. A convenience, not a record: without it the ledger's last entry
/// serves.
///
/// @param origin what the elapsed clock counts from ([Clocks#elapsedOrigin]); empty where unknown
record LastSeen(Instant wall, Duration elapsed, String origin) {

  /// Reads the clocks.
  static LastSeen now(Clocks clocks) {
    return new LastSeen(clocks.wall(), clocks.elapsed(), clocks.elapsedOrigin().orElse(""));
  }

  /// What the file says; empty if there is none or it cannot be understood.
  static Optional<LastSeen> read(Path file) {
    try {
      var words = Files.readString(file, StandardCharsets.UTF_8).strip().split(" ", 3);
      return Optional.of(
          new LastSeen(
              Instant.parse(words[0]),
              Duration.ofNanos(Long.parseLong(words[1])),
              words.length > 2 ? words[2] : ""));
    } catch (IOException | DateTimeException | NumberFormatException e) {
      return Optional.empty();
    } catch (ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    var line = wall + " " + elapsed.toNanos() + " " + origin + "\n";
    Durable.replace(file, line.getBytes(StandardCharsets.UTF_8), Durable.PRIVATE_FILE);
  }

  /// Whether elapsed time can be compared: both were read since the same start of the machine.
  boolean comparable(LastSeen later) {
    return !origin.isEmpty()
        && origin.equals(later.origin)
        && later.elapsed.compareTo(elapsed) >= 0;
  }
}
