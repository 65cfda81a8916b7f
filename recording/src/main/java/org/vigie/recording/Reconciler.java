package org.vigie.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.base.Repeated;
import org.vigie.model.AlarmKind;

/// Compares index and disk while both are used, a little at a time: every hour the names of all
/// files, every minute some parts of the next few reels. What differs is mended where it can be,
/// and said in alarms until a later look finds nothing.
final class Reconciler implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Reconciler.class.getName());
  private static final int ROUNDS_BETWEEN_LOOKS = 60;

  private final VolumeServices services;
  private final Volumes volumes;
  private final Registrar registrar;
  private final SqlIndex index;
  private final Verifier verifier;
  private final Set<String> strangers = new HashSet<>();
  private final Repeated rounds;
  private long round = -1;

  Reconciler(
      VolumeServices services, Volumes volumes, Registrar registrar, RecorderSettings settings) {
    this.services = services;
    this.volumes = volumes;
    this.registrar = registrar;
    this.index = services.index();
    this.verifier = new Verifier(services, volumes, registrar);
    this.rounds = Repeated.start("recording-reconcile", settings.reconcileEvery(), this::round);
  }

  /// The first round is at the very start, when every volume has just been compared.
  private synchronized void round() {
    round++;
    if (round > 0) {
      if (round % ROUNDS_BETWEEN_LOOKS == 1 || !strangers.isEmpty()) {
        look();
      }
      verify();
    }
  }

  void verify() {
    verifier.round();
  }

  /// Compares names.
  synchronized void look() {
    boolean agree = true;
    for (var post : volumes.posts()) {
      var volume = post.volume();
      if (volume.isPresent()) {
        agree &= look(volume.get());
      }
    }
    if (agree && strangers.isEmpty()) {
      IndexCare.mended(services);
    }
  }

  private boolean look(Volume volume) {
    try {
      var found = differences(volume);
      verifier.setAside(volume, Volume.setAside(volume.folder()).size());
      if (found.isEmpty()) {
        services.alarms().end(AlarmKind.INDEX_MISMATCH, volume.name());
        return true;
      }
      var sentence =
          "Volume '%s': %d times index and disk did not agree, first: %s. It was mended."
              .formatted(volume.name(), found.size(), found.getFirst());
      LOG.log(Level.ERROR, sentence);
      services.alarms().raise(AlarmKind.INDEX_MISMATCH, volume.name(), sentence);
    } catch (SqlFile.Damaged e) {
      IndexCare.damaged(services, e);
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "volume " + volume.name() + " was not compared: " + e.getMessage());
    }
    return false;
  }

  private List<String> differences(Volume volume) throws IOException {
    // The disk first: what is made after that is in the index, or being written, when that is
    // asked.
    var files = new HashMap<String, Path>();
    for (var path : Volume.reels(volume.folder())) {
      files.put(Volume.reelOf(path), path);
    }
    registrar.settle();
    var known = index.known(volume.id());
    var copies = index.copies().on(volume.id());
    volume.requireThere();
    var found = new ArrayList<String>();
    for (var file : files.entrySet()) {
      var row = known.get(file.getKey());
      if (row == null && !copies.contains(file.getKey())) {
        unknown(volume, file.getKey(), file.getValue(), found);
      } else if (row != null && !volume.folder().resolve(row.path()).equals(file.getValue())) {
        takeIn(volume, file.getKey(), file.getValue(), found);
      }
    }
    for (var row : known.entrySet()) {
      if (!files.containsKey(row.getKey())) {
        missing(volume, row, found);
      }
    }
    for (var copy : copies) {
      if (!files.containsKey(copy) && index.copies().on(volume.id()).contains(copy)) {
        // Whoever copies makes it again.
        index.copies().remove(copy, volume.id());
        found.add("the copy of reel " + copy + " was gone");
      }
    }
    return found;
  }

  /// Believed at the second look: at the first, it may be just being made or destroyed.
  private void unknown(Volume volume, String reel, Path path, List<String> found)
      throws IOException {
    if (registrar.isLive(reel) || index.find(reel).isPresent() || !Files.exists(path)) {
      strangers.remove(reel);
    } else if (strangers.add(reel)) {
      LOG.log(Level.DEBUG, path + " is not in the index; looking again");
    } else {
      strangers.remove(reel);
      takeIn(volume, reel, path, found);
    }
  }

  private void takeIn(Volume volume, String reel, Path path, List<String> found)
      throws IOException {
    new Recovery(volume, services).takeIn(reel, path);
    found.add(volume.folder().relativize(path) + " was not in the index, or elsewhere");
  }

  private void missing(Volume volume, Map.Entry<String, SqlIndex.Known> entry, List<String> found)
      throws IOException {
    var reel = entry.getKey();
    var path = volume.folder().resolve(entry.getValue().path());
    boolean stillThere =
        index.find(reel).filter(row -> row.volume().equals(volume.id())).isPresent();
    if (registrar.isLive(reel)
        || !stillThere
        || !Files.notExists(path)
        || index.lines().isDeleted(reel)) {
      return;
    }
    var gap = Recovery.lost(volume, services, reel, entry.getValue());
    if (gap.isPresent()) {
      volume.journal().append(List.of(gap.get()));
      registrar.line(volume.id(), gap.get());
    }
    found.add(entry.getValue().path() + " was no longer there");
  }

  @Override
  public void close() {
    rounds.close();
  }
}
