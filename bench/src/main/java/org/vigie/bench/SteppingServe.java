package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.vigie.app.Main;
import org.vigie.base.Clocks;

/// The `vigie` program on a machine whose wall clock steps: how far it is off stands in a file, in
/// milliseconds. Everything else is the real program.
public final class SteppingServe {

  /// Names the property that names the file.
  static final String OFFSET_FILE = "vigie.bench.clock";

  private SteppingServe() {}

  public static void main(String[] arguments) {
    var file = Path.of(System.getProperty(OFFSET_FILE));
    System.exit(Main.run(new Stepping(Clocks.system(), file), arguments));
  }

  private static final class Stepping implements Clocks {

    private static final long LOOK_EVERY_NANOS = 100_000_000;

    private final Clocks machine;
    private final Path file;
    private volatile Duration offset = Duration.ZERO;
    private volatile long nextLook;

    Stepping(Clocks machine, Path file) {
      this.machine = machine;
      this.file = file;
      this.nextLook = machine.elapsedNanos();
    }

    @Override
    public Instant wall() {
      long now = machine.elapsedNanos();
      if (now - nextLook >= 0) {
        nextLook = now + LOOK_EVERY_NANOS;
        look();
      }
      return machine.wall().plus(offset);
    }

    private void look() {
      try {
        offset = Duration.ofMillis(Long.parseLong(Files.readString(file).strip()));
      } catch (IOException | NumberFormatException e) {
        // Being written: the next look finds it whole.
      }
    }

    @Override
    public Duration elapsed() {
      return machine.elapsed();
    }
  }
}
