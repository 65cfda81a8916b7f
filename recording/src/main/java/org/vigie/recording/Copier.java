package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.base.Repeated;
import org.vigie.model.CameraId;

/// Keeps second copies on one volume: of every reel of the cameras that the configuration chose,
/// while it is written and afterwards. Whatever goes wrong here costs the first copy nothing: it
/// only falls behind, says so, and catches up.
///
/// One thread for each volume that holds copies, so that a slow one delays no other.
final class Copier implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Copier.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(1);

  /// Of one reel and round: what came late does not hold up what is being recorded.
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  private static final int MOST_LATE_REELS = 4;

  private final VolumePost target;
  private final List<CameraId> cameras;
  private final Volumes volumes;
  private final SqlIndex index;
  private final Registrar registrar;
  private final Map<CameraId, CopyState> states = new ConcurrentHashMap<>();
  private final Map<String, Long> ends = new HashMap<>();
  private final Repeated rounds;

  Copier(
      VolumePost target,
      List<CameraId> cameras,
      Volumes volumes,
      SqlIndex index,
      Registrar registrar) {
    this.target = target;
    this.cameras = List.copyOf(cameras);
    this.volumes = volumes;
    this.index = index;
    this.registrar = registrar;
    this.rounds = Repeated.start("recording-copy-" + target.name(), EVERY, this::round);
  }

  /// One for each volume that the configuration wants copies on.
  static List<Copier> start(
      RecorderSettings settings, Volumes volumes, SqlIndex index, Registrar registrar) {
    var copiers = new ArrayList<Copier>();
    for (var post : volumes.posts()) {
      var chosen =
          settings.places().entrySet().stream()
              .filter(place -> place.getValue().copyTo().filter(post.name()::equals).isPresent())
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      if (!chosen.isEmpty()) {
        copiers.add(new Copier(post, chosen, volumes, index, registrar));
      }
    }
    return copiers;
  }

  /// How far each camera's copy has come.
  List<CopyState> states() {
    return cameras.stream()
        .map(c -> states.getOrDefault(c, new CopyState(c, target.name(), 0, "")))
        .toList();
  }

  /// Copies what there is to copy, a bounded amount of it.
  synchronized void round() {
    for (var camera : cameras) {
      var detail = target.volume().map(volume -> follow(camera, volume)).orElse(target.trouble());
      states.put(camera, new CopyState(camera, target.name(), behind(camera), detail));
    }
  }

  /// @return why not everything could be copied; empty if nothing went wrong
  private String follow(CameraId camera, Volume volume) {
    try {
      for (var row : work(camera, volume)) {
        if (target.isFull()) {
          return target.space().sentence(target.settings());
        }
        follow(row, volume);
      }
      return "";
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, camera + ": the copy on " + target.name() + ": " + e.getMessage());
      var sentence = "The copy failed: %s.".formatted(e.getMessage());
      if (!(e instanceof VolumeWrong)) {
        target.failed("%s: %s".formatted(camera, sentence));
      }
      return sentence;
    }
  }

  /// What is being written, then what came late, the oldest first.
  private List<ReelRow> work(CameraId camera, Volume volume) {
    var rows = new ArrayList<ReelRow>();
    var live = new HashSet<String>();
    for (var row : registrar.live(camera)) {
      live.add(row.reel());
      if (!row.volume().equals(volume.id())) {
        rows.add(row);
      }
    }
    index.copies().missing(camera, volume.id(), MOST_LATE_REELS + live.size()).stream()
        .filter(row -> !live.contains(row.reel()))
        .limit(MOST_LATE_REELS)
        .forEach(rows::add);
    return rows;
  }

  private void follow(ReelRow row, Volume volume) throws IOException {
    var found = first(row);
    if (found.isEmpty()) {
      return;
    }
    var first = found.get();
    var copy = volume.folder().resolve(row.path());
    long from = end(row, copy);
    long to = row.closed() ? Files.size(first) : row.parts().end();
    volume.requireThere();
    long end = ReelCopy.append(first, copy, volume.folder(), from, to, MOST_BYTES);
    target.wrote(end - from);
    target.worked();
    boolean whole = row.closed() && end == to;
    if (whole) {
      ReelCopy.masks(first, copy);
      ends.remove(row.reel());
    } else {
      ends.put(row.reel(), end);
    }
    index.copies().put(row.reel(), volume.id(), Math.min(end, row.bytes()), whole);
    if (index.lines().isDeleted(row.reel())) {
      // Reached its limit meanwhile.
      ends.remove(row.reel());
      Files.deleteIfExists(copy);
      Files.deleteIfExists(Volume.masks(copy));
      index.copies().remove(row.reel(), volume.id());
    }
  }

  private long end(ReelRow row, Path copy) throws IOException {
    var known = ends.get(row.reel());
    return known != null && Files.exists(copy) ? known : ReelCopy.trusted(copy, row.reel());
  }

  /// The reel itself; empty while its volume is away.
  private Optional<Path> first(ReelRow row) {
    return volumes
        .find(row.volume())
        .flatMap(VolumePost::volume)
        .map(volume -> volume.folder().resolve(row.path()))
        .filter(Files::exists);
  }

  private long behind(CameraId camera) {
    long live = 0;
    for (var row : registrar.live(camera)) {
      if (!target.volume().map(Volume::id).filter(row.volume()::equals).isPresent()) {
        live += Math.max(0, row.bytes() - ends.getOrDefault(row.reel(), 0L));
      }
    }
    return live
        + target
            .volume()
            .map(volume -> index.copies().bytesMissing(camera, volume.id()))
            .orElse(0L);
  }

  @Override
  public void close() {
    rounds.close();
  }
}
