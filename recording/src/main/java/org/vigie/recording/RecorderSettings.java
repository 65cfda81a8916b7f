package org.vigie.recording;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.vigie.model.CameraId;

/// Where and how a recorder keeps its footage.
///
/// @param volumes where footage lies; at least one
/// @param places where single cameras belong; those that are not here are spread
/// @param index the SQLite file of the index, a cache: it may be deleted. The list of known volumes
///     lies beside it, and may not
/// @param town names the town in every reel's header and in every volume's identity
/// @param flushEvery how often sealed parts are written and forced to disk
/// @param flushers how many platform threads of each volume do so; its cameras are spread over them
/// @param mostPendingBytes how much of one camera may wait for the disk, at least 2 MiB; beyond it
///     the reel ends with a gap OVERLOAD
/// @param mostPendingBytesOfAll how much of all cameras together, see [Backlog]
/// @param commitEvery how often the heads of all reels go into the ledger
/// @param lookEvery how often each volume is looked at: whether it is still there, and how full
/// @param reconcileEvery how often a few reels are verified; sixty times as long between two
///     comparisons of index and disk
public record RecorderSettings(
    List<VolumeSettings> volumes,
    Map<CameraId, CameraPlace> places,
    Path index,
    String town,
    Duration flushEvery,
    int flushers,
    long mostPendingBytes,
    long mostPendingBytesOfAll,
    Duration commitEvery,
    Duration lookEvery,
    Duration reconcileEvery) {

  private static final int MIB = 1024 * 1024;
  private static final Duration USUAL_LOOK = Duration.ofSeconds(1);
  private static final Duration USUAL_RECONCILING = Duration.ofMinutes(1);

  public RecorderSettings {
    volumes = List.copyOf(volumes);
    places = Map.copyOf(places);
    if (flushers < 1 || mostPendingBytes < 2 * MIB || flushEvery.isNegative()) {
      throw new IllegalArgumentException("a recorder needs a flusher and 2 MiB per camera");
    }
    requireNames(volumes, places);
  }

  /// One volume without quota.
  public RecorderSettings(
      Path footage,
      Path index,
      String town,
      Duration flushEvery,
      int flushers,
      long mostPendingBytes,
      long reserveBytes,
      Duration commitEvery) {
    this(
        List.of(VolumeSettings.usual(VolumeSettings.MAIN, footage).withReserve(reserveBytes)),
        Map.of(),
        index,
        town,
        flushEvery,
        flushers,
        mostPendingBytes,
        shareOfHeap(),
        commitEvery,
        USUAL_LOOK,
        USUAL_RECONCILING);
  }

  /// The usual ones, see design/durability.md: one volume, flushed every 100 ms by four
  /// threads, 8 MiB per camera,
  /// 256 MiB kept free, heads in the ledger once a minute.
  public static RecorderSettings standard(Path footage, Path index, String town) {
    return new RecorderSettings(
        footage,
        index,
        town,
        Duration.ofMillis(100),
        4,
        8L * MIB,
        VolumeSettings.USUAL_RESERVE_BYTES,
        Duration.ofMinutes(1));
  }

  /// Buffers are up to half as large again as what they hold, and the rest of Vigie needs the other
  /// half of the heap.
  private static long shareOfHeap() {
    return Runtime.getRuntime().maxMemory() / 3;
  }

  /// The same with other volumes and places.
  public RecorderSettings with(List<VolumeSettings> others, Map<CameraId, CameraPlace> cameras) {
    return new RecorderSettings(
        others,
        cameras,
        index,
        town,
        flushEvery,
        flushers,
        mostPendingBytes,
        mostPendingBytesOfAll,
        commitEvery,
        lookEvery,
        reconcileEvery);
  }

  /// The folder of the first volume.
  public Path footage() {
    return volumes.getFirst().folder();
  }

  private static void requireNames(
      List<VolumeSettings> volumes, Map<CameraId, CameraPlace> places) {
    var names = new HashSet<String>();
    for (var volume : volumes) {
      if (!names.add(volume.name())) {
        throw new IllegalArgumentException("two volumes are called " + volume.name());
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a recorder needs a volume");
    }
    for (var place : places.entrySet()) {
      place.getValue().volume().ifPresent(name -> requireName(names, place.getKey(), name));
      place.getValue().copyTo().ifPresent(name -> requireName(names, place.getKey(), name));
    }
  }

  private static void requireName(HashSet<String> names, CameraId camera, String name) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException(camera + ": there is no volume called " + name);
    }
  }
}
