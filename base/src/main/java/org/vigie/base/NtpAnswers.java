package org.vigie.base;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.NtpState.Kept;

/// Understands what programs say of the clock. Pure; what is not understood is empty, never an
/// exception.
final class NtpAnswers {

  /// Fields of a line of `chronyc -c tracking`, counted from 0.
  private static final int CHRONY_FIELDS = 14;

  /// The kernel's bit for a clock that nobody keeps (`STA_UNSYNC`).
  private static final long UNSYNCHRONISED = 0x40;

  /// Figures beyond this are no clock's.
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(1_000_000_000L);

  private NtpAnswers() {}

  /// `chronyc -c tracking`. The error is the bound that chrony's manual gives: distance to NTP's
  /// time, root dispersion and half the root delay.
  static Optional<NtpState> chrony(String text) {
    var fields = text.strip().split(",", -1);
    if (fields.length < CHRONY_FIELDS) {
      return Optional.empty();
    }
    var offset = seconds(fields[4]);
    var delay = seconds(fields[10]);
    var dispersion = seconds(fields[11]);
    if (offset.isEmpty() || delay.isEmpty() || dispersion.isEmpty()) {
      return Optional.empty();
    }
    var error =
        offset.get().abs().plus(dispersion.get().abs()).plus(delay.get().abs().dividedBy(2));
    boolean kept = !fields[13].equals("Not synchronised");
    var follows = fields[1].isEmpty() ? fields[0] : fields[1];
    return Optional.of(
        new NtpState(
            kept ? Kept.YES : Kept.NO,
            Optional.of(error).filter(e -> kept),
            kept ? "chrony, " + follows : "chrony",
            seconds(fields[3])
                .filter(at -> !at.isZero())
                .map(at -> Instant.ofEpochSecond(at.toSeconds()))));
  }

  /// `timedatectl show`: whether, but not how well.
  static Optional<NtpState> systemd(String text) {
    var said = pairs(text, "=").get("NTPSynchronized");
    if (said == null) {
      return Optional.empty();
    }
    return Optional.of(
        new NtpState(
            said.equals("yes") ? Kept.YES : Kept.NO,
            Optional.empty(),
            "systemd",
            Optional.empty()));
  }

  /// `adjtimex --print`: what the kernel was told by whoever keeps the clock.
  static Optional<NtpState> kernel(String text) {
    var said = pairs(text, ":");
    var status = said.get("status");
    var error = said.get("maxerror");
    if (status == null || error == null) {
      return Optional.empty();
    }
    try {
      boolean kept = (Long.parseLong(status) & UNSYNCHRONISED) == 0;
      long micros = Long.parseLong(error);
      return Optional.of(
          new NtpState(
              kept ? Kept.YES : Kept.NO,
              micros < 0 || !kept
                  ? Optional.empty()
                  : Optional.of(Duration.ofNanos(Math.multiplyExact(micros, 1000L))),
              "kernel",
              Optional.empty()));
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> pairs(String text, String between) {
    var pairs = new HashMap<String, String>();
    for (var line : text.lines().toList()) {
      int at = line.indexOf(between);
      if (at > 0) {
        pairs.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
      }
    }
    return pairs;
  }

  private static Optional<Duration> seconds(String text) {
    try {
      var number = text.length() > 40 ? null : new BigDecimal(text);
      // A scale that large is no clock's, and costs memory to shift.
      if (number == null
          || Math.abs((long) number.scale()) > 40
          || number.abs().compareTo(MOST_SECONDS.multiply(BigDecimal.TEN)) > 0) {
        return Optional.empty();
      }
      return Optional.of(Duration.ofNanos(number.movePointRight(9).longValue()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
