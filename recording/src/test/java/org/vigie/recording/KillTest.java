package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;

class KillTest {

  @TempDir private Path dir;

  @Test
  void killed_at_any_instant_nothing_acknowledged_is_lost() throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      var folder = dir.resolve("seed" + seed);
      var acknowledged = recordAndKill(folder, 40 + new Random(seed).nextInt(100));
      try (var town = new Town(folder)) {
        assertThat(town.entries("footage.unreadable")).isEmpty();
        for (var camera : acknowledged.entrySet()) {
          var read = new ArrayList<AccessUnit>();
          try (var footage = town.recorder.open(new CameraId(camera.getKey()), Town.ALWAYS)) {
            for (var piece : footage.all()) {
              read.addAll(piece.units());
            }
            assertThat(footage.unreadableParts()).isZero();
          }
          var what = "seed " + seed + ", camera " + camera.getKey();
          assertThat(read.size()).as(what).isGreaterThanOrEqualTo(camera.getValue());
          var sent = sent(camera.getKey(), read.size());
          for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).bytes()).as(what).isEqualTo(sent.get(i).bytes());
          }
        }
      }
      for (var path : Town.reels(folder)) {
        assertThat(ReelScan.whole(path, (frame, bytes) -> {}).closed()).isTrue();
      }
    }
  }

  /// @return how many pictures of each camera were acknowledged, as far as we heard
  private static Map<String, Integer> recordAndKill(Path folder, int lines) throws Exception {
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledChild.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var acknowledged = new HashMap<String, Integer>();
    try (var out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        var line = out.readLine();
        assertThat(line).as("the child ended by itself").isNotNull();
        var words = line.split(" ");
        acknowledged.put(words[0], Integer.parseInt(words[1]));
      }
      // SIGKILL: nothing of the child's runs after it.
      child.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  /// What the child sent, made again from its seed.
  private static List<AccessUnit> sent(String name, int pictures) {
    var nowhere =
        new StreamSink() {
          @Override
          public void begin(RunStart start) {}

          @Override
          public void accept(AccessUnit unit) {}

          @Override
          public void end(RunEnd end) {}
        };
    var source = new Source(new CameraId(name), nowhere, Town.ALWAYS.from(), name.hashCode());
    source.mostBytes = 30_000;
    source.begin(Source.SMALL);
    source.send(pictures);
    return source.sent;
  }
}
