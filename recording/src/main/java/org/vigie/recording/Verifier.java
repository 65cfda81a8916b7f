package org.vigie.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.AlarmKind;

/// Reads the reels of each volume again, some parts of a few reels at a time, round and round. What
/// is damaged is ledgered, restored from a copy where there is a whole one, and else said in an
/// alarm for as long as it exists.
final class Verifier {

  private static final Logger LOG = System.getLogger(Verifier.class.getName());

  /// A minute, each with a few parts: some 2 MB/s at most, and 156 000 reels in four days.
  private static final int REELS_AT_ONCE = 30;

  private final VolumeServices services;
  private final Volumes volumes;
  private final Registrar registrar;
  private final Map<String, Progress> progress = new HashMap<>();

  /// Of one volume.
  private static final class Progress {
    String last = "";
    long turn;
    int setAside;
    final Map<String, String> damaged = new LinkedHashMap<>();
  }

  Verifier(VolumeServices services, Volumes volumes, Registrar registrar) {
    this.services = services;
    this.volumes = volumes;
    this.registrar = registrar;
  }

  synchronized void round() {
    for (var volume : volumes.present()) {
      var at = progress.computeIfAbsent(volume.id(), v -> new Progress());
      try {
        round(volume, at);
        tell(volume, at);
      } catch (IOException | UncheckedIOException e) {
        LOG.log(Level.WARNING, "volume " + volume.name() + " was not verified: " + e.getMessage());
      }
    }
  }

  /// How many files of a volume could not be read at all when it was opened, and lie aside.
  synchronized void setAside(Volume volume, int files) {
    var at = progress.computeIfAbsent(volume.id(), v -> new Progress());
    at.setAside = files;
    tell(volume, at);
  }

  private void round(Volume volume, Progress at) throws IOException {
    var gone = at.damaged.keySet().stream().filter(r -> services.index().find(r).isEmpty());
    gone.toList().forEach(at.damaged::remove);
    var rows = services.index().closedAfter(volume.id(), at.last, REELS_AT_ONCE);
    for (var row : rows) {
      var wrong = wrong(volume, row, at.turn);
      if (wrong.isEmpty()) {
        at.damaged.remove(row.reel());
      } else if (services.index().find(row.reel()).isPresent()) {
        damaged(volume, at, row, wrong.get());
      }
    }
    boolean over = rows.size() < REELS_AT_ONCE;
    at.turn += over ? 1 : 0;
    at.last = over ? "" : rows.getLast().reel();
  }

  private Optional<String> wrong(Volume volume, ReelRow row, long turn) throws IOException {
    // What has reached its limit has lost its key, or is about to.
    if (registrar.isLive(row.reel())
        || row.expires() <= Micros.of(services.clocks().wall())
        || services.index().lines().isDeleted(row.reel())) {
      return Optional.empty();
    }
    volume.requireThere();
    var path = volume.folder().resolve(row.path());
    return SpotCheck.of(path, row, turn).or(() -> locked(path, row));
  }

  /// Why nobody could open a reel: neither key nor envelope is whole.
  private Optional<String> locked(Path path, ReelRow row) {
    try {
      var envelope = Envelopes.read(path);
      if (envelope.isPresent()) {
        var hash = ReelReader.headerHash(path);
        return hash.flatMap(header -> ReelKeys.wrong(envelope.get(), header))
            .map(why -> "can be opened by no custodian: what lies beside it " + why);
      }
      return services.keys().find(row.reel()).isEmpty()
          ? Optional.of("cannot be opened: its key is gone or torn")
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void damaged(Volume volume, Progress at, ReelRow row, String wrong) {
    if (at.damaged.containsKey(row.reel())) {
      return;
    }
    var sentence = row.path() + " " + wrong;
    LOG.log(Level.ERROR, "volume " + volume.name() + ": " + sentence);
    note("footage.unreadable", volume, row, sentence);
    if (restored(volume, row)) {
      note("footage.restored", volume, row, "restored from its copy");
      LOG.log(Level.INFO, row.path() + " was restored from its copy");
    } else {
      at.damaged.put(row.reel(), sentence);
    }
  }

  private boolean restored(Volume volume, ReelRow row) {
    var own = volume.folder().resolve(row.path());
    for (var file : volumes.files(row)) {
      try {
        if (!file.equals(own)) {
          ReelCopy.restore(file, own, row);
          return true;
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, file + " does not restore it: " + e.getMessage());
      }
    }
    return false;
  }

  private void note(String kind, Volume volume, ReelRow row, String detail) {
    services
        .notary()
        .append(
            new Entry(
                kind,
                "vigie",
                Map.of(
                    "reel", row.reel(),
                    "camera", row.camera(),
                    "volume", volume.name(),
                    "bytes", row.bytes(),
                    "detail", detail)));
  }

  private void tell(Volume volume, Progress at) {
    if (at.damaged.isEmpty() && at.setAside == 0) {
      services.alarms().end(AlarmKind.UNREADABLE, volume.name());
      return;
    }
    var first = at.damaged.values().stream().findFirst().orElse("files that are no reels");
    services
        .alarms()
        .raise(
            AlarmKind.UNREADABLE,
            volume.name(),
            "Volume '%s': %d reels are damaged and %d files lie aside, first: %s; what is damaged is left out."
                .formatted(volume.name(), at.damaged.size(), at.setAside, first));
  }
}
