package org.vigie.eye.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.link.detector.DetectorFile;
import org.vigie.testkit.OnnxBytes;

/// Models written byte by byte that pretend, in the real ONNX Runtime.
class HostileModelsTest {

  @TempDir Path folder;

  private Optional<Path> manifest(byte[] model) throws IOException {
    return Optional.of(
        Files.writeString(
            folder.resolve("manifest.yaml"),
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
                .formatted(DetectorFile.sha256(model))));
  }

  private void refuses(OnnxBytes model, String why) throws IOException {
    var bytes = model.bytes();
    var file = Files.write(folder.resolve("model.onnx"), bytes);
    var manifest = manifest(bytes);
    assertThatThrownBy(() -> Detector.open(file, manifest))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("the model 'pretender' is refused")
        .hasMessageContaining(why);
  }

  @Test
  void a_model_that_says_what_it_gives_is_refused_by_its_words() throws IOException {
    refuses(
        new OnnxBytes()
            .input("image", OnnxBytes.FLOAT, 1, 3, 32, 32)
            .output("out", OnnxBytes.FLOAT, 1, 512)
            .node("Flatten", "image", "out"),
        "appearance vector of 512 numbers");
  }

  @Test
  void a_model_that_hides_what_it_gives_is_refused_by_its_first_run() throws IOException {
    // It declares boxes, and gives 3072 numbers for the picture.
    refuses(
        new OnnxBytes()
            .input("image", OnnxBytes.FLOAT, 1, 3, 32, 32)
            .output("out", OnnxBytes.FLOAT, -1, 6)
            .node("Flatten", "image", "out"),
        "appearance vector of 3072 numbers");
  }

  @Test
  void a_model_that_nobody_can_run_is_refused() throws IOException {
    refuses(
        new OnnxBytes()
            .input("image", OnnxBytes.FLOAT, 1, 3, 32, 32)
            .output("out", OnnxBytes.FLOAT, -1, 6)
            .node("NoSuchOperation", "image", "out"),
        "ONNX Runtime does not take it");
  }

  @Test
  void a_file_that_was_changed_after_its_manifest_was_written_is_refused() throws Exception {
    var bytes =
        new OnnxBytes()
            .input("image", OnnxBytes.FLOAT, 1, 3, 32, 32)
            .output("out", OnnxBytes.FLOAT, -1, 6)
            .node("Flatten", "image", "out")
            .bytes();
    var manifest = manifest(bytes);
    bytes[bytes.length - 1] ^= 1;
    var file = Files.write(folder.resolve("model.onnx"), bytes);

    assertThatThrownBy(() -> Detector.open(file, manifest)).hasMessageContaining("another file");
    assertThat(file).exists();
  }
}
