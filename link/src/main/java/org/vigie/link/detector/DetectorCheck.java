package org.vigie.link.detector;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigie.base.BadInput;

/// Refuses every model that is not a detector of coarse classes: what it takes and gives must be
/// exactly what its layout and labels account for, number by number (R9, R10, R11). Pure.
///
/// It judges what a model says, not what it knows: weights cannot be read. That is why models are
/// known by hash, with a source.
public final class DetectorCheck {

  /// Notes of a file that say what it is for.
  private static final List<String> TELLING =
      List.of("task", "names", "labels", "classes", "model_type");

  /// Fewer numbers than this cannot tell people apart as an appearance vector does.
  private static final long LEAST_VECTOR = 32;

  /// How many points of the body, hand or face models give: COCO has 17 (23 and 133 with feet and
  /// all), MPII 16, OpenPose 18, a hand 21, faces 5, 68, 98, 106.
  private static final List<Long> POINTS =
      List.of(5L, 14L, 15L, 16L, 17L, 18L, 21L, 23L, 25L, 26L, 68L, 98L, 106L, 133L);

  private DetectorCheck() {}

  /// Checks what a file says of itself against its manifest.
  ///
  /// @throws BadInput a sentence that says why it is refused, and what would be right
  public static void require(DetectorManifest manifest, OnnxFile file) throws BadInput {
    if (file.external()) {
      throw refused(manifest, "its weights lie in other files; one file holds everything");
    }
    for (var tensor : file.outputs()) {
      requireName(manifest, "output", tensor.name(), DetectorLabels.forbiddenInName(tensor.name()));
    }
    for (var tensor : file.inputs()) {
      requireName(manifest, "input", tensor.name(), DetectorLabels.forbiddenInName(tensor.name()));
    }
    for (var note : file.notes().entrySet()) {
      if (TELLING.contains(note.getKey().toLowerCase(Locale.ROOT))) {
        requireName(
            manifest,
            "note " + note.getKey(),
            note.getValue(),
            DetectorLabels.forbiddenInNote(note.getValue()));
      }
    }
    requireInput(manifest, file.inputs());
    requireOutputs(manifest, file.outputs());
  }

  private static void requireName(
      DetectorManifest manifest, String what, String name, Optional<String> forbidden)
      throws BadInput {
    if (forbidden.isPresent()) {
      throw refused(
          manifest,
          "its %s '%s' is about %s: Vigie never looks for it"
              .formatted(what, shortened(name), forbidden.get()));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private static void requireInput(DetectorManifest manifest, List<OnnxTensor> inputs)
      throws BadInput {
    var input = manifest.input();
    if (inputs.size() != 1) {
      throw refused(manifest, "it takes " + inputs + "; a detector takes one picture");
    }
    if (!inputs.getFirst().fits(OnnxTensor.FLOAT, 1, 3, input.height(), input.width())) {
      throw refused(
          manifest,
          "it takes %s; its manifest says float numbers [1, 3, %d, %d]"
              .formatted(inputs.getFirst(), input.height(), input.width()));
    }
  }

  /// Checks what a model gives: declared, or in truth after a run.
  ///
  /// @param outputs in the model's order
  /// @throws BadInput a sentence that says why it is refused
  public static void requireOutputs(DetectorManifest manifest, List<OnnxTensor> outputs)
      throws BadInput {
    if (isRight(manifest, outputs)) {
      return;
    }
    for (var output : outputs) {
      var looks = looksLike(output);
      if (looks.isPresent()) {
        throw refused(
            manifest,
            "its output %s looks like %s: a detector gives boxes and scores only"
                .formatted(output, looks.get()));
      }
    }
    throw refused(
        manifest,
        "it gives %s; the layout %s with %d labels is %s, and nothing else"
            .formatted(
                outputs,
                manifest.layout().name().toLowerCase(Locale.ROOT),
                manifest.labels().size(),
                wanted(manifest)));
  }

  private static boolean isRight(DetectorManifest manifest, List<OnnxTensor> outputs) {
    long numbers = 5 + manifest.labels().size();
    var first = outputs.getFirst();
    return switch (manifest.layout()) {
      case YOLOX ->
          outputs.size() == 1
              && first.fits(OnnxTensor.FLOAT, 1, places(manifest), numbers)
              && isSaid(first, 2);
      case FASTESTDET ->
          outputs.size() == 1
              && first.fits(OnnxTensor.FLOAT, 1, numbers, OnnxTensor.FREE, OnnxTensor.FREE)
              && isSaid(first, 1);
      case PLAIN ->
          outputs.size() == 1
              && (first.fits(OnnxTensor.FLOAT, OnnxTensor.FREE, 6)
                  || first.fits(OnnxTensor.FLOAT, 1, OnnxTensor.FREE, 6))
              && isSaid(first, first.shape().size() - 1);
      // Its exporter leaves the number open; a run shows it.
      case RTMDET ->
          outputs.size() == 2
              && first.fits(OnnxTensor.FLOAT, 1, OnnxTensor.FREE, 5)
              && outputs.get(1).fits(OnnxTensor.INT64, 1, OnnxTensor.FREE);
    };
  }

  private static boolean isSaid(OnnxTensor tensor, int dimension) {
    return tensor.shape().get(dimension) != OnnxTensor.FREE;
  }

  /// How many places the grids of a YOLOX have.
  private static long places(DetectorManifest manifest) {
    var input = manifest.input();
    return manifest.strides().stream()
        .mapToLong(stride -> (long) (input.width() / stride) * (input.height() / stride))
        .sum();
  }

  private static String wanted(DetectorManifest manifest) {
    int numbers = 5 + manifest.labels().size();
    return switch (manifest.layout()) {
      case YOLOX -> "[1, %d, %d]".formatted(places(manifest), numbers);
      case FASTESTDET -> "[1, %d, rows, columns]".formatted(numbers);
      case PLAIN -> "[N, 6] or [1, N, 6]";
      case RTMDET -> "[1, N, 5] and whole numbers [1, N]";
    };
  }

  /// What an output looks like that no detector has.
  private static Optional<String> looksLike(OnnxTensor output) {
    var shape = output.shape();
    int size = shape.size();
    if (size == 0) {
      return Optional.empty();
    }
    long last = shape.getLast();
    boolean vector = size == 1 || size == 2 || (size == 4 && last == 1 && shape.get(2) == 1);
    long length = size == 4 ? shape.get(1) : last;
    if (vector && length >= LEAST_VECTOR) {
      return Optional.of(
          "an appearance vector of " + length + " numbers, as used to recognise someone again");
    }
    boolean pairs = last == 2 || last == 3;
    if (size >= 2 && pairs && POINTS.contains(shape.get(size - 2))) {
      return Optional.of("the points of a body, hand or face");
    }
    if (size >= 2 && (last == 15 || last == 16 || last == 14 || last == 10)) {
      return Optional.of("boxes or points with the five landmarks of a face, or a plate's corners");
    }
    if (size == 2 && last > 1 && last < LEAST_VECTOR && last != 6) {
      return Optional.of("attributes: " + last + " numbers that say how something is");
    }
    if (size == 3 && (last == 56 || shape.get(1) == 56)) {
      return Optional.of("boxes with the seventeen points of a body");
    }
    return Optional.empty();
  }

  private static BadInput refused(DetectorManifest manifest, String why) {
    return new BadInput("the model '" + manifest.name() + "' is refused: " + why);
  }
}
