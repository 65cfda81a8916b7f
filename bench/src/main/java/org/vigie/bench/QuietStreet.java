package org.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Programs;
import org.vigie.simulator.StreetPattern;

/// A running town of streets in which nobody is but for twenty seconds of each loop, one street
/// after the other: every alert comes from a camera whose eye slept.
final class QuietStreet implements AutoCloseable {

  /// An alert bears the time of its decision; it is about the walkers of its turn where it was
  /// decided so long after they came, at most.
  private static final Duration TURN = Duration.ofSeconds(StreetPattern.SLOT_SECONDS);

  private final Sources sources;
  private final VigieProcess vigie;
  private final Instant epoch;
  private final Map<String, Instant> latest = new HashMap<>();

  private QuietStreet(Sources sources, VigieProcess vigie, Instant epoch) {
    this.sources = sources;
    this.vigie = vigie;
    this.epoch = epoch;
  }

  /// Draws the streets where no earlier run has, which takes a minute, and starts the town.
  static QuietStreet start(Path folder) throws IOException, InterruptedException {
    var sources = Sources.start(Programs.here().home(), "--town");
    try {
      var data =
          BenchTown.alerting(
              folder,
              StreetPattern.SLOTS,
              n -> sources.address("town/s" + n),
              n -> sources.address("town/s" + n));
      var epoch = Instant.parse(sources.stats().path("epoch").asString());
      var vigie = VigieProcess.start(data, data.resolve("counts.json"));
      return new QuietStreet(sources, vigie, epoch);
    } catch (IOException | InterruptedException e) {
      sources.close();
      throw e;
    }
  }

  URI url() throws IOException {
    return vigie.url();
  }

  /// Spent by the first administrator, once.
  String token() throws IOException, InterruptedException {
    return vigie.firstToken();
  }

  /// Whether a camera has not spoken in this turn: as the alert is dismissed at once, those who
  /// come
  /// after the first walker raise alerts of their own, from a camera that is awake.
  boolean isFirstOfItsTurn(ShownAlert alert) {
    var before = latest.put(alert.camera(), alert.at());
    return before == null || Duration.between(before, alert.at()).compareTo(TURN) > 0;
  }

  /// The walkers that an alert is about.
  Optional<AlertTruth.Due> find(ShownAlert alert) {
    int number = Integer.parseInt(alert.camera().substring(1));
    return find(epoch, number, alert.at());
  }

  /// @param number of the camera, from 1: so many turns further in the loop than the first
  static Optional<AlertTruth.Due> find(Instant epoch, int number, Instant at) {
    var loop = TURN.multipliedBy(StreetPattern.SLOTS);
    var began =
        epoch
            .minus(TURN.multipliedBy(number))
            .plus(Duration.ofNanos(Math.round(StreetPattern.wholeWalkerS() * 1e9)));
    long into = Math.floorMod(Duration.between(began, at).toMillis(), loop.toMillis());
    if (into > TURN.toMillis()) {
      return Optional.empty();
    }
    var here = at.minusMillis(into);
    return Optional.of(new AlertTruth.Due(here, here.plus(BenchTown.PATIENCE), true));
  }

  @Override
  public void close() throws IOException {
    try (sources;
        vigie) {
      // Closes the town first, then its cameras.
    }
  }
}
