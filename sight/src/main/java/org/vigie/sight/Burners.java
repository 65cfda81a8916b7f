package org.vigie.sight;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vigie.base.Clocks;
import org.vigie.base.Repeated;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.MaskCover;
import org.vigie.model.StreamKind;
import org.vigie.model.StreamSink;

/// The burners of all masked streams: one process each, supervised. Safe for any thread.
public final class Burners implements AutoCloseable {

  private static final Duration CHECK_EVERY = Duration.ofMillis(500);

  private final BurnerStage.Services services;
  private final List<BurnerStage> stages = new CopyOnWriteArrayList<>();
  private final Repeated checks;

  private Burners(BurnSettings settings, Alarms alarms, Clocks clocks) {
    var confinement = new Confinement("burner", settings.command(), settings.runDir());
    this.services = new BurnerStage.Services(settings, confinement, alarms, clocks);
    this.checks = Repeated.start("burner-checks", CHECK_EVERY, this::check);
  }

  /// @param alarms hear of burners that die
  /// @throws IOException if `runDir` cannot be used
  public static Burners start(BurnSettings settings, Alarms alarms, Clocks clocks)
      throws IOException {
    Files.createDirectories(settings.runDir());
    return new Burners(settings, alarms, clocks);
  }

  /// The one receiver for the session of a masked stream. Closed by whoever asked for it, after
  /// the session and before the receivers.
  ///
  /// @param cover what is painted over
  /// @param receivers get the pictures once they are painted over, on a thread of the stage
  public BurnerStage stage(
      CameraId camera, StreamKind stream, MaskCover cover, List<StreamSink> receivers) {
    stages.removeIf(BurnerStage::isClosed);
    var stage = BurnerStage.start(camera, stream, cover, receivers, services);
    stages.add(stage);
    return stage;
  }

  private void check() {
    stages.forEach(BurnerStage::check);
  }

  /// What keeps burners from being confined; nothing while they are, or before the first starts.
  public Optional<String> confinementMissing() {
    return services.confinement().missing();
  }

  /// The processes that run now. Killing one kills that burner.
  public List<Long> pids() {
    return stages.stream()
        .sorted(Comparator.comparing(stage -> stage.camera().value()))
        .map(BurnerStage::pid)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void close() {
    stages.forEach(BurnerStage::close);
    checks.close();
  }
}
