package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.eye.detect.Detector;
import org.vigie.eye.scene.Detection;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;

/// Real models on real pictures: that boxes, classes and colours are read as their makers meant.
class RealDetectorsTest {

  private static final Box WHOLE = new Box(0, 0, 1, 1);

  static Path model(String name) {
    var file = Path.of(System.getProperty("vigie.shared", "../../shared"), "models", name);
    assumeTrue(Files.exists(file), "no models beside the project");
    return file;
  }

  /// What a model finds in one picture a second of a clip, looked at as a whole.
  private static List<List<Detection>> looks(String model, String clip) throws Exception {
    var frames = Clip.of(clip, 640, 10);
    var looks = new ArrayList<List<Detection>>();
    try (var detector = Detector.open(model(model), Optional.empty());
        var decoder = Decoder.open(frames.format())) {
      int number = 0;
      for (var unit : frames.units()) {
        boolean wanted = number++ % 10 == 5;
        decoder.decode(
            unit.ticks(),
            unit.key(),
            unit.bytes(),
            (picture, ticks) -> {
              if (wanted) {
                try {
                  looks.add(detector.look(picture, List.of(WHOLE)));
                } catch (java.io.IOException e) {
                  throw new AssertionError(e);
                }
              }
            });
      }
    }
    return looks;
  }

  private static boolean shows(List<Detection> look, boolean people) {
    return look.stream()
        .anyMatch(
            d ->
                d.score() >= 0.5
                    && (people ? d.kind() == CoarseClass.PERSON : d.kind().isVehicle()));
  }

  @ParameterizedTest
  @CsvSource({
    "yolox_nano_416.onnx, shop-floor-hevc.mp4, true",
    "yolox_nano_416.onnx, fall-S1_ADL_10.mp4, true",
    "yolox_nano_416.onnx, road-day.mp4, false",
    "rtmdet_nano_person_rtmpose_end2end.onnx, shop-floor-hevc.mp4, true",
    "rtmdet_nano_person_rtmpose_end2end.onnx, fall-S1_ADL_10.mp4, true",
    "fastestdet_352.onnx, shop-floor-hevc.mp4, true",
    "fastestdet_352.onnx, fall-S1_ADL_10.mp4, true",
    "fastestdet_352.onnx, road-day.mp4, false",
  })
  void finds_what_is_there(String model, String clip, boolean people) throws Exception {
    var looks = looks(model, clip);
    assertThat(looks).isNotEmpty();
    assertThat(looks.stream().filter(look -> shows(look, people)).count())
        .isGreaterThan(looks.size() / 2);
  }
}
