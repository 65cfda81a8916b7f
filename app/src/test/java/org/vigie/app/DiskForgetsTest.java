package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.Programs;
import org.vigie.desk.AlertQuery;
import org.vigie.testkit.ByteSearch;
import org.vigie.testkit.ForeignCameras;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;
import org.vigie.testkit.VectorShapes;

/// What Vigie's disk keeps of those the eye has followed, alerts included: no id of a track, and
/// nothing that has the shape of an appearance vector (R11, R12).
@Timeout(180)
class DiskForgetsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void no_track_and_no_vector_is_on_the_disk_after_a_run_with_alerts() throws Exception {
    assumeTrue(VigieUnderTest.built(), "the eye is not built; run ./vigie test");
    assumeTrue(ForeignCameras.available(), "no shared clips, GStreamer or ffmpeg here");
    var clip = Shared.find("data/video/car-from-above.mp4").orElseThrow();
    var stream = Tool.annexB(clip, folder.resolve("car.h264"));
    var data = folder.resolve("data");
    Set<String> ids = ConcurrentHashMap.newKeySet();
    try (var cameras = ForeignCameras.start("", Map.of("car", stream))) {
      new DemoFolder(data, 0, 1, Optional.empty()).writeReal(List.of(cameras.url("car")), null);
      var config = TownConfig.read(data.resolve("vigie.yaml"));
      try (var town = Town.start(config, new Programs(VigieUnderTest.ROOT), line -> {})) {
        town.witness(seen -> seen.tracks().forEach(track -> ids.add(track.id())));
        VigieUnderTest.await(
            "alerts and tracks",
            Duration.ofSeconds(90),
            () -> ids.size() >= 3 && !town.desk().list(AlertQuery.NEWEST).isEmpty());
      }
    }

    assertThat(kept(data, ids)).isEmpty();
  }

  @Test
  void whatever_is_planted_is_found() throws Exception {
    var random = new Random(7);
    var vector = ByteBuffer.allocate(4 * 128).order(ByteOrder.LITTLE_ENDIAN);
    var doubles = ByteBuffer.allocate(8 * 64 + 3).position(3);
    var written = new StringBuilder("{\"v\": [");
    for (int i = 0; i < 128; i++) {
      float value = (float) (random.nextGaussian() / 11);
      vector.putFloat(value);
      written.append(value).append(", ");
      if (i < 64) {
        doubles.putDouble(value);
      }
    }
    Files.write(folder.resolve("floats"), vector.array());
    Files.write(folder.resolve("doubles"), doubles.array());
    Files.writeString(folder.resolve("written"), written);
    Files.writeString(folder.resolve("id"), "x0123456789ab");
    Files.write(
        folder.resolve("bytes of an id"),
        new byte[] {7, 1, 0x23, 0x45, 0x67, (byte) 0x89, (byte) 0xab});
    var noise = new byte[1 << 20];
    random.nextBytes(noise);
    Files.write(folder.resolve("noise"), noise);
    Files.writeString(folder.resolve("text"), "Nothing 1, 2, 3 and 0.5. ".repeat(1000));

    assertThat(kept(folder, Set.of("0123456789ab")))
        .extracting(found -> found.substring(0, found.indexOf(':')))
        .containsExactlyInAnyOrder("floats", "doubles", "written", "id", "bytes of an id");
  }

  /// What is in the files of a folder that should not be there.
  private static List<String> kept(Path in, Set<String> ids) throws Exception {
    List<Path> files;
    try (var all = Files.walk(in)) {
      files = all.filter(Files::isRegularFile).collect(Collectors.toList());
    }
    var found = new ArrayList<String>();
    for (var file : files) {
      var bytes = Files.readAllBytes(file);
      var name = in.relativize(file);
      VectorShapes.find(bytes).ifPresent(what -> found.add(name + ": " + what));
      for (var id : ids) {
        if (ByteSearch.isIn(bytes, id.getBytes(StandardCharsets.US_ASCII))
            || ByteSearch.isIn(bytes, HexFormat.of().parseHex(id))) {
          found.add(name + ": track " + id);
        }
      }
    }
    return found;
  }
}
