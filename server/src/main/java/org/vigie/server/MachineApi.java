package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.recording.CopyState;
import org.vigie.recording.VolumeState;
import org.vigie.server.machine.Certificate;
import org.vigie.server.machine.Computer;
import org.vigie.server.machine.EyesView;

/// The machine, its disks and the programs beside the server, for the page of health.
final class MachineApi {

  private final Town town;
  private final Instant started;

  MachineApi(Town town) {
    this.town = town;
    this.started = town.clocks().wall();
  }

  ServerResponse get(ServerRequest request) throws IOException {
    var recorder = town.recorder();
    var delays = recorder.delays();
    return Json.ok(
        new MachineAnswer(
            town.settings().version(),
            started,
            Computer.look(town.settings().data()),
            recorder.volumes().stream().map(VolumeAnswer::of).toList(),
            new WritingAnswer(
                delays.total(),
                delays.quantileMs(0.5),
                delays.quantileMs(0.99),
                recorder.copies().stream().mapToLong(CopyState::behindBytes).sum()),
            town.cameras().eyes(),
            certificate()));
  }

  /// Empty on plain HTTP, and where the file cannot be read now: what is served was read before.
  private Optional<Certificate> certificate() {
    return town.settings()
        .tls()
        .flatMap(
            tls -> {
              try {
                return Optional.of(Certificate.read(tls.certificate()));
              } catch (IOException e) {
                return Optional.empty();
              }
            });
  }

  record MachineAnswer(
      String version,
      Instant started,
      Computer computer,
      List<VolumeAnswer> volumes,
      WritingAnswer writing,
      Optional<EyesView> eyes,
      Optional<Certificate> certificate) {}

  record VolumeAnswer(
      String name,
      boolean present,
      String detail,
      long usedBytes,
      long leftBytes,
      long bytesPerSecond) {

    static VolumeAnswer of(VolumeState volume) {
      return new VolumeAnswer(
          volume.name(),
          volume.present(),
          volume.detail(),
          volume.usedBytes(),
          volume.leftBytes(),
          volume.bytesPerSecond());
    }
  }

  /// @param parts made durable since the start
  /// @param typicalMs from the last picture of a part to its being on disk: the median
  /// @param slowestMs the same that 99 of 100 kept within
  /// @param copiesBehindBytes footage whose second copy is still to be made
  record WritingAnswer(long parts, int typicalMs, int slowestMs, long copiesBehindBytes) {}
}
