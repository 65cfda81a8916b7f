package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.governance.RecordingAct;
import org.vigie.model.CameraId;
import org.vigie.recording.BitRate;
import org.vigie.recording.VolumeSettings;

/// Works out what disks a town's cameras need under its acts.
///
/// @param assumedBytesPerSecond of a camera that was never recorded
/// @param marginPercent kept on top
record TownDemand(long assumedBytesPerSecond, int marginPercent) {

  /// 2 Mb/s.
  static final long USUAL_BYTES_PER_SECOND = 250_000;

  DiskDemand of(TownConfig town) throws IOException, BadInput {
    var acts = TownActs.read(town).acts().recording();
    var measured = BitRate.measured(new DataFolder(town.data()).index());
    var lines = new ArrayList<DiskDemand.Camera>();
    for (var camera : town.cameras()) {
      lines.add(line(camera, acts, measured));
    }
    var volumes = new ArrayList<DiskDemand.Volume>();
    for (var volume : town.volumes()) {
      volumes.add(volume(volume, town, lines));
    }
    return new DiskDemand(lines, volumes, marginPercent);
  }

  private DiskDemand.Camera line(
      CameraConfig camera, List<RecordingAct> acts, Map<CameraId, BitRate> measured) {
    var kept =
        acts.stream()
            .filter(act -> act.cameras().covers(camera.id()))
            .map(RecordingAct::retention)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    var rate =
        Optional.ofNullable(measured.get(camera.id()))
            .orElse(new BitRate(assumedBytesPerSecond, assumedBytesPerSecond, Duration.ZERO));
    return new DiskDemand.Camera(
        camera.id().value(),
        rate.averageBytesPerSecond(),
        rate.busyBytesPerSecond(),
        rate.measured(),
        kept,
        camera.footage().copyTo().isPresent() ? 2 : 1);
  }

  /// Cameras without a volume of their own are shared out evenly.
  private DiskDemand.Volume volume(
      VolumeSettings volume, TownConfig town, List<DiskDemand.Camera> lines) throws IOException {
    long needs = 0;
    for (int i = 0; i < lines.size(); i++) {
      var place = town.cameras().get(i).footage();
      long bytes = lines.get(i).bytes();
      if (place.volume().isEmpty()) {
        needs += bytes / town.volumes().size();
      } else if (place.volume().get().equals(volume.name())) {
        needs += bytes;
      }
      if (place.copyTo().filter(volume.name()::equals).isPresent()) {
        needs += bytes;
      }
    }
    long quota = volume.quotaBytes();
    long disk =
        Files.isDirectory(volume.folder())
            ? Files.getFileStore(volume.folder()).getTotalSpace()
            : -1;
    return new DiskDemand.Volume(
        volume.name(),
        volume.folder().toString(),
        DiskDemand.withMargin(needs, marginPercent) + volume.reserveBytes(),
        disk < 0 ? disk : Math.min(quota, disk));
  }
}
