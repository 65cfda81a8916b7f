package org.vigie.verify.witness;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `vigie witness run`: looks at the log, once or again and again, and says what it found.
final class Watching {

  /// Everything that is published is compared again in the first round and so often.
  private static final Duration WHOLE_EVERY = Duration.ofHours(24);

  private final Pull pull;
  private final Witness witness;
  private final Delivery delivery;
  private final PrintStream out;
  private final PrintStream err;
  private Instant wholeAt = Instant.MIN;
  private String saidLast = "";

  Watching(Pull pull, Witness witness, Delivery delivery, PrintStream out, PrintStream err) {
    this.pull = pull;
    this.witness = witness;
    this.delivery = delivery;
    this.out = out;
    this.err = err;
  }

  /// One look.
  ///
  /// @return whether everything was cosigned and delivered
  boolean once() {
    var now = witness.clock().instant();
    boolean whole = wholeAt.plus(WHOLE_EVERY).isBefore(now) || wholeAt.isAfter(now);
    try {
      var cosigned = pull.round(whole);
      wholeAt = whole ? now : wholeAt;
      return bring(cosigned);
    } catch (Refusal e) {
      say(err, "REFUSED, not cosigned: " + e.getMessage());
    } catch (IOException e) {
      say(err, "not read: " + e.getMessage());
    }
    return false;
  }

  private boolean bring(List<String> cosigned) throws IOException {
    boolean all = true;
    for (var note : cosigned) {
      var lines = note.split("\n", 3);
      var origin = lines[0];
      try {
        var where = delivery.bring(note);
        witness.store().delivery(origin, witness.clock().instant(), where);
        say(out, "%s: %s entries cosigned, %s.".formatted(origin, lines[1], where));
      } catch (IOException e) {
        all = false;
        witness.store().delivery(origin, witness.clock().instant(), "not: " + e.getMessage());
        say(
            err,
            "%s: %s entries cosigned, not delivered: %s"
                .formatted(origin, lines[1], e.getMessage()));
      }
    }
    return all;
  }

  /// The same sentence is not repeated.
  private void say(PrintStream where, String what) {
    if (!what.equals(saidLast)) {
      where.println(
          witness.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
              + " "
              + what);
      saidLast = what;
    }
  }

  /// Looks again and again until the thread is interrupted.
  void repeat(Duration every) throws InterruptedException {
    while (true) {
      once();
      TimeUnit.MILLISECONDS.sleep(every.toMillis());
    }
  }
}
