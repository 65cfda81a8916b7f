package org.vigie.app;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertListener;

/// Watches a town from its start to its end for the report: when the first part was durable, when
/// the first alert was raised.
final class TownRun {

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Town town;
  private final Clocks clocks;
  private final long startNanos;
  private final long alertsBefore;
  private final AtomicLong firstAlertNanos = new AtomicLong();
  private @Nullable Long firstPartMs;

  /// @param startNanos the elapsed clock when the town was started
  TownRun(Town town, Clocks clocks, long startNanos) {
    this.town = town;
    this.clocks = clocks;
    this.startNanos = startNanos;
    this.alertsBefore = town.desk().totals().alerts();
    town.desk()
        .listen(
            new AlertListener() {
              @Override
              public void current(List<Alert> alerts) {
                if (town.desk().totals().alerts() > alertsBefore) {
                  alerted();
                }
              }

              @Override
              public void changed(Alert alert) {
                alerted();
              }
            });
  }

  private void alerted() {
    firstAlertNanos.compareAndSet(0, clocks.elapsedNanos());
  }

  /// Waits until every camera has a durable part.
  ///
  /// @return whether all of them had one in time
  boolean awaitRecording(Duration atMost, Stopping stopping) throws InterruptedException {
    long limit = clocks.elapsedNanos() + atMost.toNanos();
    long wanted = town.posts().stream().filter(p -> p.config().source().isEmpty()).count();
    while (clocks.elapsedNanos() < limit && !stopping.await(LOOK)) {
      long recorded =
          town.recorder().states().stream().filter(s -> s.durableUntil().isPresent()).count();
      if (recorded > 0 && firstPartMs == null) {
        firstPartMs = (clocks.elapsedNanos() - startNanos) / 1_000_000;
      }
      if (recorded >= wanted) {
        return true;
      }
    }
    return false;
  }

  /// Closes the town and reads what it left.
  RunReport end() throws IOException {
    // What a camera has filmed in the last second may still be on its way.
    var until = clocks.wall().minusSeconds(1);
    var live = close();
    return RunReport.make(town.config().data(), until, live);
  }

  /// Closes the town; what only the running program knew.
  RunReport.Live close() {
    long lost = town.posts().stream().mapToLong(CameraPost::lostPackets).sum();
    int durable = town.recorder().delays().quantileMs(0.99);
    long restarts = town.eyeRestarts();
    var totals = town.desk().totals();
    long entries = town.governance().ledger().size();
    town.close();
    long alert = firstAlertNanos.get();
    return new RunReport.Live(
        totals.observations(),
        totals.signals(),
        totals.alerts(),
        entries,
        restarts,
        lost,
        durable,
        firstPartMs,
        alert == 0 ? null : (Long) ((alert - startNanos) / 1_000_000));
  }
}
