package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.link.detector.DetectorFile;
import org.vigie.model.Alarms;
import org.vigie.model.ObservationSink;
import org.vigie.sight.BurnSettings;
import org.vigie.sight.Burners;
import org.vigie.sight.Demuxers;
import org.vigie.sight.Sight;
import org.vigie.sight.SightSettings;

/// Starts what runs beside a town's server in processes of its own: eyes, burners, demuxers and, in
/// a demo, the simulator. Whoever calls closes what it is given.
final class TownPrograms {

  private final TownConfig config;
  private final Programs programs;
  private final Clocks clocks;

  TownPrograms(TownConfig config, Programs programs, Clocks clocks) {
    this.config = config;
    this.programs = programs;
    this.clocks = clocks;
  }

  /// None where the town is no demo, or has cameras of its own only.
  Optional<Simulator> simulator(Consumer<String> progress) throws IOException {
    if (!DemoMark.isIn(config.data())) {
      return Optional.empty();
    }
    var demo = DemoMark.read(config.data());
    return demo.simulated() == 0
        ? Optional.empty()
        : Optional.of(Simulator.start(programs, demo, config.data(), progress));
  }

  /// None where the town has no eye.
  ///
  /// @param sink receives what the eyes say
  Optional<Sight> sight(Optional<DetectorFile> model, ObservationSink sink) throws IOException {
    if (config.eyes() == 0) {
      return Optional.empty();
    }
    var eye =
        programs.command(
            "eye",
            "org.vigie.eye.EyeMain",
            List.of("-Xmx%dm".formatted(eyeMegabytes(model)), natives()));
    var settings =
        SightSettings.of(eye, config.eyes(), runDir())
            .with(config.quiet(), config.learning())
            .with(model);
    return Optional.of(Sight.start(settings, sink, clocks));
  }

  /// The most heap that an eye may take: about 2 MB for each of its cameras, and twice that while
  /// all of them learn their backgrounds at once, after a start; and a model, while it is loaded.
  private int eyeMegabytes(Optional<DetectorFile> model) throws IOException {
    long file = model.isPresent() ? Files.size(model.get().file()) >> 20 : 0;
    return 192 + 5 * Math.ceilDiv(config.cameras().size(), config.eyes()) + 2 * (int) file;
  }

  /// One process for each masked stream; none runs before there is one.
  Burners burners(Alarms alarms) throws IOException {
    var command = command("org.vigie.eye.BurnMain", "-Xmx192m");
    return Burners.start(BurnSettings.of(command, runDir()), alarms, clocks);
  }

  Demuxers demuxers() throws IOException {
    return new Demuxers(command("org.vigie.eye.DemuxMain", "-Xmx128m"), runDir(), clocks);
  }

  /// The work is done by native code: more than the quick compiler would cost more than it gains.
  private List<String> command(String main, String heap) throws IOException {
    return programs.command("eye", main, List.of(heap, "-XX:TieredStopAtLevel=1", natives()));
  }

  private String natives() {
    return "-Dorg.bytedeco.javacpp.cachedir=" + programs.cache().resolve("natives");
  }

  private Path runDir() {
    return config.data().resolve("run");
  }
}
