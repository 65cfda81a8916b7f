package org.vigie.app.doctor;

import java.nio.file.Files;
import java.time.Duration;
import org.vigie.base.NtpState;

/// Whether the clock is kept: it dates evidence.
final class ClockCheck {

  private static final Duration GOOD = Duration.ofMillis(500);
  private static final String SYSTEMD = "run/systemd/timesync/synchronized";
  private static final String MEANS =
      "Footage is dated by it, and destroyed by it: what a clock does that nobody keeps has to be confirmed by a person.";
  private static final String REMEDY =
      "apt-get install -y chrony, and name a time server of the town in /etc/chrony/chrony.conf.";

  private ClockCheck() {}

  static Finding look(Machine machine) {
    var state = machine.ntp().read();
    return switch (state.kept()) {
      case YES -> kept(state);
      case NO -> Finding.wrong("clock", "not synchronised (" + state.source() + ")", MEANS, REMEDY);
      case UNKNOWN ->
          Files.exists(machine.root().resolve(SYSTEMD))
              ? Finding.ok("clock", "synchronised by systemd; how well, it does not say")
              : Finding.note(
                  "clock",
                  "neither chrony, systemd nor adjtimex says how it is kept",
                  MEANS,
                  REMEDY);
    };
  }

  private static Finding kept(NtpState state) {
    var error = state.wallError();
    var said = "synchronised (%s), at most %d ms off".formatted(state.source(), error.toMillis());
    return error.compareTo(GOOD) <= 0
        ? Finding.ok("clock", said)
        : Finding.note(
            "clock", said, "Dates of footage are no better than that.", "A nearer time server.");
  }
}
