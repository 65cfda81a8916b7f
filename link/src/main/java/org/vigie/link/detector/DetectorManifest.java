package org.vigie.link.detector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.CoarseClass;

/// What is declared of one detector; `design/models.md` explains each key.
///
/// @param sha256 of the model file, 64 lower-case hex digits
/// @param strides of the grids of [DetectorLayout#YOLOX]; ignored elsewhere
/// @param sure the score from which a box is more likely right than wrong, over 0 and under 1: the
///     scores of different makers mean different things
/// @param labels in the order of their numbers; all of them pass [DetectorLabels]
/// @param purpose what it is used for, a sentence
/// @param source where the file comes from
/// @param card data, accuracy and limits, in words (R31)
public record DetectorManifest(
    String name,
    String sha256,
    DetectorLayout layout,
    DetectorInput input,
    List<Integer> strides,
    double sure,
    List<String> labels,
    String purpose,
    String licence,
    String source,
    String card) {

  private static final Set<String> KEYS =
      Set.of(
          "name", "sha256", "layout", "input", "strides", "sure", "labels", "purpose", "licence",
          "source", "card");
  private static final Set<String> INPUT_KEYS =
      Set.of("size", "channels", "fit", "fill", "mean", "deviation");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final double USUALLY_SURE = 0.5;
  private static final int LEAST_SIDE = 32;
  private static final int MOST_SIDE = 2048;
  private static final int MOST_LABELS = 1000;
  private static final int MOST_TEXT = 10_000;

  private enum Fit {
    LETTERBOX,
    STRETCH
  }

  public DetectorManifest {
    strides = List.copyOf(strides);
    labels = List.copyOf(labels);
  }

  /// Reads and checks a manifest file.
  ///
  /// @throws BadInput if it cannot be used, or declares what Vigie never looks for
  public static DetectorManifest read(Path file) throws BadInput {
    return read(Document.read(file));
  }

  static DetectorManifest read(Document document) throws BadInput {
    document.fields(KEYS);
    var hash = document.get("sha256");
    if (!HASH.matcher(hash.text()).matches()) {
      throw hash.wrong("should be the SHA-256 of the model file, 64 lower-case hex digits");
    }
    return new DetectorManifest(
        said(document, "name"),
        hash.text(),
        document.get("layout").word(DetectorLayout.class),
        input(document.get("input")),
        strides(document),
        sure(document),
        labels(document.get("labels")),
        said(document, "purpose"),
        said(document, "licence"),
        said(document, "source"),
        said(document, "card"));
  }

  private static String said(Document document, String key) throws BadInput {
    var value = document.get(key);
    var text = value.text();
    if (text.isEmpty() || text.length() > MOST_TEXT) {
      throw value.wrong("should be text of at most " + MOST_TEXT + " characters");
    }
    return text;
  }

  private static DetectorInput input(Document input) throws BadInput {
    input.fields(INPUT_KEYS);
    var size = input.get("size");
    if (size.list().size() != 2) {
      throw size.wrong("should be [width, height] in pixels");
    }
    var fit = input.find("fit");
    var fill = input.find("fill");
    var deviation = numbers(input, "deviation", 1);
    if (deviation.contains(0.0)) {
      throw input.get("deviation").wrong("should not be 0");
    }
    return new DetectorInput(
        size.list().get(0).integer(LEAST_SIDE, MOST_SIDE),
        size.list().get(1).integer(LEAST_SIDE, MOST_SIDE),
        input.get("channels").word(DetectorInput.Channels.class),
        fit.isEmpty() || fit.get().word(Fit.class) == Fit.LETTERBOX,
        fill.isEmpty() ? 114 : fill.get().integer(0, 255),
        numbers(input, "mean", 0),
        deviation);
  }

  /// Three numbers, one for each plane.
  private static List<Double> numbers(Document input, String key, double usual) throws BadInput {
    var value = input.find(key);
    if (value.isEmpty()) {
      return List.of(usual, usual, usual);
    }
    var numbers = new ArrayList<Double>();
    for (var number : value.get().list()) {
      numbers.add(number.number(-1000, 1000));
    }
    if (numbers.size() != 3) {
      throw value.get().wrong("should be three numbers, one for each colour plane");
    }
    return numbers;
  }

  private static List<Integer> strides(Document document) throws BadInput {
    var value = document.find("strides");
    if (value.isEmpty()) {
      return List.of(8, 16, 32);
    }
    var strides = new ArrayList<Integer>();
    for (var stride : value.get().list()) {
      strides.add(stride.integer(1, 256));
    }
    return strides;
  }

  private static double sure(Document document) throws BadInput {
    var value = document.find("sure");
    return value.isEmpty() ? USUALLY_SURE : value.get().number(0.01, 0.99);
  }

  private static List<String> labels(Document value) throws BadInput {
    if (!value.isList() && value.text().equals("coco")) {
      return DetectorLabels.COCO;
    }
    var labels = new ArrayList<String>();
    for (var label : value.list()) {
      var refusal = DetectorLabels.refusal(label.text());
      if (refusal.isPresent()) {
        throw label.wrong(refusal.get());
      }
      labels.add(label.text());
    }
    if (labels.size() > MOST_LABELS || new HashSet<>(labels).size() != labels.size()) {
      throw value.wrong("should be at most " + MOST_LABELS + " labels, each once");
    }
    if (labels.stream().allMatch(label -> DetectorLabels.coarse(label).isEmpty())) {
      throw value.wrong("none of these labels is one that Vigie says (design/models.md)");
    }
    return labels;
  }

  /// The class of the label with this number; nothing for what is never said.
  public Optional<CoarseClass> coarse(int label) {
    return label < 0 || label >= labels.size()
        ? Optional.empty()
        : DetectorLabels.coarse(labels.get(label));
  }

  /// The coarse classes that this detector can say, as words in their order.
  public List<String> says() {
    return labels.stream()
        .map(DetectorLabels::coarse)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(() -> java.util.EnumSet.noneOf(CoarseClass.class)))
        .stream()
        .map(Objects::toString)
        .toList();
  }
}
