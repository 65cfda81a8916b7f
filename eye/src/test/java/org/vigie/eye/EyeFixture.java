package org.vigie.eye;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.RunStart;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;
import org.vigie.sight.Sight;
import org.vigie.sight.SightSettings;

/// Real eye processes, and how tests feed them.
final class EyeFixture {

  private EyeFixture() {}

  /// The command line of an eye that runs what this test runs.
  static List<String> command() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
        "-cp",
        System.getProperty("java.class.path"),
        "org.vigie.eye.EyeMain");
  }

  /// One eye; blocks clear after 20 s, 1 s of learning.
  static SightSettings settings(Path runDir) {
    return SightSettings.of(command(), 1, runDir)
        .with(Duration.ofSeconds(20), Duration.ofSeconds(1));
  }

  /// Plays a clip as fast as the eye takes it.
  static void play(Clip clip, StreamSink sink, Sight sight, CameraId camera)
      throws InterruptedException {
    begin(clip, sink, camera);
    feed(clip.units(), sink, sight, camera);
  }

  static void begin(Clip clip, StreamSink sink, CameraId camera) {
    sink.begin(
        new RunStart(camera, StreamKind.SUB, clip.format(), Clip.START, Duration.ofMillis(50)));
  }

  /// Hands over units as fast as the eye takes them, and waits until it is done.
  static void feed(List<AccessUnit> units, StreamSink sink, Sight sight, CameraId camera)
      throws InterruptedException {
    for (var unit : units) {
      until(() -> underWay(sight, camera) < 40);
      sink.accept(unit);
    }
    until(() -> underWay(sight, camera) == 0);
  }

  private static long underWay(Sight sight, CameraId camera) {
    var counts = sight.counts(camera);
    return counts.received() - counts.skipped() - counts.handled();
  }

  static void until(BooleanSupplier condition) throws InterruptedException {
    var patience = Duration.ofSeconds(15);
    var start = Clocks.system().elapsed();
    while (!condition.getAsBoolean()) {
      if (Clocks.system().elapsed().minus(start).compareTo(patience) > 0) {
        throw new AssertionError("waited in vain");
      }
      Thread.sleep(5);
    }
  }
}
