package org.vigie.link.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.CoarseClass;
import org.vigie.testkit.OnnxBytes;

/// What passes as a detector and what does not, on files written byte by byte.
class DetectorCheckTest {

  @TempDir Path folder;

  private static final String LABELS = "[person, car]";

  private static String manifest(String layout, String labels, byte[] model) {
    return """
    name: a detector
    sha256: %s
    layout: %s
    input: {size: [64, 32], channels: rgb}
    labels: %s
    purpose: people and cars
    licence: CC0-1.0
    source: written by hand
    card: knows nothing
    """
        .formatted(DetectorFile.sha256(model), layout, labels);
  }

  private static DetectorManifest read(String text) throws BadInput {
    return DetectorManifest.read(Document.parse(Path.of("manifest.yaml"), text));
  }

  private static OnnxBytes picture() {
    return new OnnxBytes().input("images", OnnxBytes.FLOAT, 1, 3, 32, 64);
  }

  private static void check(String layout, String labels, OnnxBytes model) throws BadInput {
    var bytes = model.bytes();
    DetectorCheck.require(read(manifest(layout, labels, bytes)), OnnxFile.read(bytes));
  }

  private static void refuses(String layout, OnnxBytes model, String why) {
    assertThatThrownBy(() -> check(layout, LABELS, model))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(why);
  }

  @Test
  void every_layout_passes_with_exactly_its_numbers() throws BadInput {
    // 8x4 + 4x2 + 2x1 places.
    check("yolox", LABELS, picture().output("output", OnnxBytes.FLOAT, 1, 42, 7));
    check("fastestdet", LABELS, picture().output("758", OnnxBytes.FLOAT, 1, 7, 2, 4));
    check("plain", LABELS, picture().output("boxes", OnnxBytes.FLOAT, -1, 6));
    check("plain", LABELS, picture().output("boxes", OnnxBytes.FLOAT, 1, 300, 6));
    check(
        "rtmdet",
        LABELS,
        picture()
            .output("dets", OnnxBytes.FLOAT, -1, -1, -1)
            .output("labels", OnnxBytes.INT64, -1, -1));
  }

  @Test
  void a_vector_of_512_numbers_is_refused_whatever_it_is_called() {
    for (var layout : List.of("yolox", "plain", "fastestdet", "rtmdet")) {
      refuses(
          layout,
          picture().output("output", OnnxBytes.FLOAT, 1, 512),
          "looks like an appearance vector of 512 numbers");
    }
    refuses(
        "plain", picture().output("output", OnnxBytes.FLOAT, -1, 256, 1, 1), "appearance vector");
  }

  @Test
  void a_detector_that_says_more_than_boxes_is_refused() {
    refuses(
        "yolox",
        picture()
            .output("output", OnnxBytes.FLOAT, 1, 42, 7)
            .output("second", OnnxBytes.FLOAT, 42, 128),
        "appearance vector of 128 numbers");
    refuses("yolox", picture().output("output", OnnxBytes.FLOAT, 1, 42, 9), "and nothing else");
    refuses(
        "plain", picture().output("output", OnnxBytes.FLOAT, 1, 100, 15), "landmarks of a face");
    refuses("plain", picture().output("output", OnnxBytes.FLOAT, 1, 17, 3), "points of a body");
    refuses("plain", picture().output("output", OnnxBytes.FLOAT, 1, 56, 8400), "points of a body");
    refuses("plain", picture().output("output", OnnxBytes.FLOAT, 100, 3), "attributes");
    refuses(
        "fastestdet", picture().output("output", OnnxBytes.FLOAT, 1, 7, -1), "and nothing else");
    refuses("plain", picture().output("output", OnnxBytes.FLOAT, 1, 300, -1), "and nothing else");
  }

  @Test
  void names_of_outputs_and_notes_give_a_model_away() {
    refuses("plain", picture().output("faceBoxes", OnnxBytes.FLOAT, -1, 6), "is about faces");
    refuses(
        "plain", picture().output("plate_boxes", OnnxBytes.FLOAT, -1, 6), "is about number plates");
    refuses(
        "plain",
        picture().output("boxes", OnnxBytes.FLOAT, -1, 6).note("names", "{0: 'woman', 1: 'man'}"),
        "is about attributes of a person");
    refuses(
        "plain",
        picture().output("boxes", OnnxBytes.FLOAT, -1, 6).note("task", "pose"),
        "is about points of the body");
  }

  @Test
  void names_and_notes_that_mean_something_else_pass() throws BadInput {
    var names = String.join(", ", DetectorLabels.COCO);
    check("plain", LABELS, picture().output("/head/Identity_0", OnnxBytes.FLOAT, -1, 6));
    check(
        "plain",
        LABELS,
        picture().output("boxes", OnnxBytes.FLOAT, -1, 6).note("names", "{" + names + "}"));
    refuses(
        "plain",
        picture().output("boxes", OnnxBytes.FLOAT, -1, 6).note("names", names + ", grey hair"),
        "is about attributes of a person");
  }

  @Test
  void a_model_that_takes_more_than_a_picture_is_refused() {
    refuses(
        "plain",
        picture().input("gallery", OnnxBytes.FLOAT, 1, 512).output("boxes", OnnxBytes.FLOAT, -1, 6),
        "a detector takes one picture");
    refuses(
        "plain",
        new OnnxBytes()
            .input("images", OnnxBytes.FLOAT, 1, 3, 112, 112)
            .output("boxes", OnnxBytes.FLOAT, -1, 6),
        "[1, 3, 32, 64]");
    refuses(
        "plain",
        picture().output("boxes", OnnxBytes.FLOAT, -1, 6).weightsElsewhere("w"),
        "weights lie in other files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "face",
        "licence_plate",
        "LicensePlate",
        "head",
        "woman",
        "age",
        "person_keypoints",
        "hat",
        "reid",
        "gun",
        "forklift",
        "smile"
      })
  void labels_that_are_not_on_the_list_are_refused(String label) {
    assertThatThrownBy(() -> read(manifest("yolox", "[person, " + label + "]", new byte[1])))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("manifest.yaml:5: labels[1]")
        .hasMessageContaining(label);
  }

  @Test
  void labels_become_coarse_classes_and_the_rest_is_never_said() throws BadInput {
    var manifest = read(manifest("yolox", "coco", new byte[1]));

    assertThat(manifest.labels()).hasSize(80);
    assertThat(manifest.coarse(0)).contains(CoarseClass.PERSON);
    assertThat(manifest.coarse(1)).contains(CoarseClass.TWO_WHEELER);
    assertThat(manifest.coarse(6)).contains(CoarseClass.HEAVY_VEHICLE);
    assertThat(manifest.coarse(DetectorLabels.COCO.indexOf("tie"))).isEmpty();
    assertThat(manifest.coarse(80)).isEmpty();
    assertThat(manifest.coarse(-1)).isEmpty();
    assertThat(manifest.says())
        .containsExactly("PERSON", "TWO_WHEELER", "CAR", "HEAVY_VEHICLE", "OBJECT", "ANIMAL");
    assertThatThrownBy(() -> read(manifest("yolox", "[tie, chair]", new byte[1])))
        .hasMessageContaining("none of these labels");
  }

  @Test
  void an_unknown_file_needs_a_manifest_and_the_manifest_its_file() throws Exception {
    var bytes = picture().output("boxes", OnnxBytes.FLOAT, -1, 6).bytes();
    var model = Files.write(folder.resolve("model.onnx"), bytes);
    var good = Files.writeString(folder.resolve("good.yaml"), manifest("plain", LABELS, bytes));
    var other =
        Files.writeString(folder.resolve("other.yaml"), manifest("plain", LABELS, new byte[9]));

    assertThatThrownBy(() -> DetectorFile.open(model, Optional.empty()))
        .hasMessageContaining(DetectorFile.sha256(bytes))
        .hasMessageContaining("vigie models add " + model + " --manifest FILE");
    assertThatThrownBy(() -> DetectorFile.open(model, Optional.of(other)))
        .hasMessageContaining("another file");
    assertThat(DetectorFile.open(model, Optional.of(good)).manifest().name())
        .isEqualTo("a detector");
  }

  @Test
  void bytes_that_are_no_model_are_refused_and_never_crash() throws BadInput {
    var random = new Random(5);
    var sound = picture().output("boxes", OnnxBytes.FLOAT, -1, 6).note("task", "detect").bytes();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      var bytes = sound.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        OnnxFile.read(java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      } catch (BadInput e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5_000);
    assertThat(OnnxFile.read(sound).notes()).containsEntry("task", "detect");
  }

  @Test
  void the_catalogue_knows_its_models_and_they_pass() throws IOException, BadInput {
    assertThat(DetectorCatalogue.list()).hasSize(3);
    var models = Path.of(System.getProperty("vigie.shared", "../../shared"), "models");
    assumeTrue(Files.isDirectory(models), "no models beside the project");
    try (var files = Files.list(models)) {
      for (var file : files.filter(f -> f.toString().endsWith(".onnx")).toList()) {
        assertThat(DetectorFile.open(file, Optional.empty()).manifest().card()).isNotEmpty();
      }
    }
  }
}
