package org.vigie.custody.program;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.KeyFile;

/// The custodian's keys while they are open: for one use, or for a while that the person chose.
/// Then they are overwritten. A machine that slept has let the time pass too. Used under one lock.
final class HeldKeys implements AutoCloseable {

  /// How long keys stay open where the person wants that.
  static final Duration WHILE = Duration.ofMinutes(15);

  private final Path file;
  private final Clocks clocks;
  private @Nullable CustodianKeys keys;
  private Instant wallEnd = Instant.EPOCH;
  private Duration end = Duration.ZERO;
  private boolean once;

  HeldKeys(Path file, Clocks clocks) {
    this.file = file;
    this.clocks = clocks;
  }

  /// Opens the keys.
  ///
  /// @throws CustodyRefused if it is not their passphrase
  void open(char[] passphrase, boolean forAWhile) throws IOException, CustodyRefused {
    var fresh = KeyFile.read(file, passphrase);
    close();
    keys = fresh;
    once = !forAWhile;
    wallEnd = clocks.wall().plus(WHILE);
    end = clocks.elapsed().plus(WHILE);
  }

  /// The keys, if they are open.
  Optional<CustodianKeys> keys() {
    return Optional.ofNullable(keys);
  }

  /// Until when they stay open.
  Instant until() {
    return wallEnd;
  }

  /// Ends them after their use, if they were opened for one.
  void used() {
    if (once) {
      close();
    }
  }

  /// Ends them if their time is over.
  void wipeIfDue() {
    if (clocks.elapsed().compareTo(end) >= 0 || !clocks.wall().isBefore(wallEnd)) {
      close();
    }
  }

  @Override
  public void close() {
    var open = keys;
    if (open != null) {
      open.close();
      keys = null;
    }
  }
}
