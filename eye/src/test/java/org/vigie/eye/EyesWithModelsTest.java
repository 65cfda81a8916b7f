package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.eye.EyeFixture.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.link.detector.DetectorFile;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.SightMode;
import org.vigie.model.Track;
import org.vigie.sight.Sight;
import org.vigie.testkit.OnnxBytes;

/// Eyes that were handed a model.
@Timeout(60)
class EyesWithModelsTest {

  @TempDir Path runDir;

  /// A model that is what its manifest says, as far as its file says anything.
  private DetectorFile model(OnnxBytes model) throws IOException, BadInput {
    var bytes = model.bytes();
    var file = Files.write(runDir.resolve("model.onnx"), bytes);
    var manifest =
        Files.writeString(
            runDir.resolve("manifest.yaml"),
            """
            name: pretender
            sha256: %s
            layout: plain
            input: {size: [32, 32], channels: rgb}
            labels: [person]
            purpose: people
            licence: CC0-1.0
            source: written by hand
            card: knows nothing
            """
                .formatted(DetectorFile.sha256(bytes)));
    return DetectorFile.open(file, Optional.of(manifest));
  }

  private static OnnxBytes declaring() {
    return new OnnxBytes()
        .input("image", OnnxBytes.FLOAT, 1, 3, 32, 32)
        .output("out", OnnxBytes.FLOAT, -1, 6);
  }

  private Sight started(DetectorFile model) throws IOException {
    return Sight.start(
        EyeFixture.settings(runDir).with(Optional.of(model)), seen -> {}, Clocks.system());
  }

  @Test
  void work_without_it_when_its_first_run_gives_more_than_boxes() throws Exception {
    try (var sight = started(model(declaring().node("Flatten", "image", "out")))) {
      assertThat(sight.detector()).isEmpty();
      assertThat(sight.detectorRefusal().orElseThrow())
          .contains("the model 'pretender' is refused", "appearance vector of 3072 numbers");
      until(() -> !sight.eyePids().isEmpty());
    }
  }

  @Test
  void work_without_it_when_it_cannot_be_run() throws Exception {
    try (var sight = started(model(declaring().node("NoSuchOperation", "image", "out")))) {
      assertThat(sight.detectorRefusal().orElseThrow()).contains("ONNX Runtime does not take it");
      until(() -> !sight.eyePids().isEmpty());
    }
  }

  @Test
  void have_the_one_that_passes_and_stay_behind_their_walls() throws Exception {
    var file = RealDetectorsTest.model("yolox_nano_416.onnx");
    try (var sight = started(DetectorFile.open(file, Optional.empty()))) {
      assertThat(sight.detectorRefusal()).isEmpty();
      assertThat(sight.detector().orElseThrow().name()).startsWith("YOLOX-nano");
      until(() -> !sight.eyePids().isEmpty());
      assertThat(sight.confined()).isEqualTo(sight.confinementMissing().isEmpty());
    }
  }

  @Test
  void see_whoever_stands_still_from_the_first_picture_on() throws Exception {
    var file = RealDetectorsTest.model("yolox_nano_416.onnx");
    // A cashier stands behind her counter the whole time; motion finds her after 7 s.
    var clip = Clip.of("shop-floor-hevc.mp4", 640, 10);
    var camera = new CameraId("shop");
    var found = new AtomicInteger();
    try (var sight =
        Sight.start(
            EyeFixture.settings(runDir)
                .with(Optional.of(DetectorFile.open(file, Optional.empty()))),
            seen -> {
              if (seen.tracks().stream().anyMatch(EyesWithModelsTest::isCashier)) {
                found.incrementAndGet();
              }
            },
            Clocks.system())) {
      var sink = sight.feed(camera, SightMode.WATCH);
      EyeFixture.begin(clip, sink, camera);
      EyeFixture.feed(clip.units().subList(0, 50), sink, sight, camera);
    }
    // She is believed after four looks, within the second second.
    assertThat(found.get()).isGreaterThan(20);
  }

  private static boolean isCashier(Track track) {
    var box = track.box();
    double middle = box.left() + box.width() / 2;
    return track.kind() == CoarseClass.PERSON && middle > 0.75 && middle < 0.85 && box.top() < 0.2;
  }
}
