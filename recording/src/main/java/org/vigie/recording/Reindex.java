package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes the index again from what lies on the volumes: reels and journals, without any key.
/// Changes no reel: one that was being written when its recorder died is listed up to its last
/// whole part, and closed when a recorder opens the volume next.
public final class Reindex {

  private Reindex() {}

  /// What was found.
  ///
  /// @param copies second places of reels
  /// @param gaps how many beginnings of gaps the journals tell
  /// @param deletions how many destroyed reels they tell
  /// @param unreadable files that are named like reels and are none
  /// @param away volumes that are not there, and why; their reels are not in the index until a
  ///     recorder finds the volumes again
  public record Result(
      int reels, int copies, int gaps, int deletions, int unreadable, List<String> away) {
    public Result {
      away = List.copyOf(away);
    }
  }

  /// One volume without a name of its own.
  ///
  /// @throws IOException with a plain message if the volume is not there
  public static Result run(Path footage, Path index) throws IOException {
    if (!Files.isDirectory(footage)) {
      throw new IOException(footage + " is not a folder of footage");
    }
    return run(RecorderSettings.standard(footage, index, ""));
  }

  /// Replaces the index of a recorder, which must not be running. Makes no volume.
  ///
  /// @throws IOException with a plain message if a volume is in use, or disk or index fail
  public static Result run(RecorderSettings settings) throws IOException {
    var register = VolumeRegister.open(settings.index());
    var volumes = new ArrayList<Volume>();
    var away = new ArrayList<String>();
    try {
      for (var volume : settings.volumes()) {
        try {
          volumes.add(hold(volume, settings, register));
        } catch (VolumeWrong e) {
          away.add(e.getMessage() + "");
        }
      }
      for (var suffix : List.of("", "-wal", "-shm")) {
        var file = settings.index();
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
      }
      try (var fresh = SqlIndex.open(settings.index())) {
        var result = new Filling(fresh).fill(volumes, away);
        fresh.opened(register.opening());
        return result;
      }
    } finally {
      for (var volume : volumes) {
        volume.close();
      }
    }
  }

  private static Volume hold(VolumeSettings volume, RecorderSettings all, VolumeRegister register)
      throws IOException {
    var found = VolumeIdentity.find(volume.folder());
    if (found.isEmpty()) {
      throw new VolumeWrong(volume.folder() + " holds no volume: is its disk mounted?");
    }
    var town = all.town().isEmpty() ? found.get().town() : all.town();
    return Volume.open(volume, town, register.idOf(volume.name()), all.index());
  }

  /// One index being filled.
  private static final class Filling {

    private final SqlIndex index;
    private int reels;
    private int copies;
    private int unreadable;

    Filling(SqlIndex index) {
      this.index = index;
    }

    Result fill(List<Volume> volumes, List<String> away) throws IOException {
      int gaps = 0;
      int deletions = 0;
      for (var volume : volumes) {
        var taken = index.lines().takeIn(volume.id(), Volume.journal(volume.folder()));
        gaps += taken.gaps();
        deletions += Math.toIntExact(taken.deletions());
      }
      for (var volume : volumes) {
        for (var path : Volume.reels(volume.folder())) {
          if (!index.lines().isDeleted(Volume.reelOf(path))) {
            add(volume, path);
          }
        }
      }
      int left = Copies.promote(index, volumes);
      return new Result(reels + left, copies - left, gaps, deletions, unreadable, away);
    }

    private void add(Volume volume, Path path) throws IOException {
      try {
        var scan = ReelScan.quick(path);
        if (!scan.header().volume().equals(volume.id())) {
          index.copies().put(Volume.reelOf(path), volume.id(), scan.parts().end(), scan.closed());
          copies++;
        } else if (scan.parts().pictures() > 0) {
          index.put(ReelRow.of(volume.folder(), path, scan));
          reels++;
        }
      } catch (Unreadable e) {
        unreadable++;
      }
    }
  }
}
