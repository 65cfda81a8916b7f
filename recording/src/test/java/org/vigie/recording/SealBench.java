package org.vigie.recording;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.vigie.base.FakeClocks;
import org.vigie.model.CameraId;

/// Not a test: what recording costs. Prints the processor time that sealing, hashing and flushing
/// one second of 1080p25 at 4 Mb/s takes, and how long warming the cipher takes.
final class SealBench {

  private SealBench() {}

  public static void main(String[] args) throws Exception {
    long warmFrom = System.nanoTime();
    Warming.warm();
    System.out.println("warming " + (System.nanoTime() - warmFrom) / 1_000_000 + " ms");
    int cameras = 20;
    var os =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var clocks = new FakeClocks();
    try (var town =
        new Town(
            Path.of(args[0]),
            clocks,
            s ->
                new RecorderSettings(
                    s.footage(),
                    s.index(),
                    s.town(),
                    Duration.ofMillis(250),
                    2,
                    8 << 20,
                    0,
                    s.commitEvery()))) {
      var sources = new ArrayList<Source>();
      for (int i = 0; i < cameras; i++) {
        var source = town.source(new CameraId("c" + i), i);
        source.pause(Duration.ofSeconds(5));
        source.fixedBytes = 20_000;
        source.keep = false;
        source.begin(Source.LARGE);
        source.send(1);
        sources.add(source);
      }
      town.recorder.flush();
      for (int round = 0; round < 4; round++) {
        long before = os.getProcessCpuTime();
        int seconds = 20;
        for (int second = 0; second < seconds; second++) {
          for (var source : sources) {
            source.send(25);
          }
          town.recorder.flush();
        }
        long spent = os.getProcessCpuTime() - before;
        System.out.printf(
            "%.3f %% of a core per camera, flush included%n", spent / 1e7 / seconds / cameras);
      }
      sources.forEach(source -> source.end(null));
    }
  }
}
