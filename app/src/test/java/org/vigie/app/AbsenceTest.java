package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Shows that what Vigie refuses to contain is absent (R9, R15): in its words, its dependencies and
/// the labels that its programs know.
class AbsenceTest {

  private static final Path ROOT = Path.of(System.getProperty("vigie.root"));

  private static final Pattern WORDS =
      Pattern.compile("suspect|suspicious|abnormal|risk.?score", Pattern.CASE_INSENSITIVE);

  /// Parts of the names of libraries and models that recognise persons or plates.
  private static final Pattern RECOGNISERS =
      Pattern.compile(
          "face|facial|arcface|insightface|openface|deepface|retinaface|blazeface|gait|re-?id\\b"
              + "|reidentification|emotion|plate|alpr|anpr|tesseract|fingerprint|biometr",
          Pattern.CASE_INSENSITIVE);

  /// Labels that would name a person's traits.
  private static final Pattern TRAITS =
      Pattern.compile(
          "\\b(face|man|woman|male|female|gender|age_group|ethnicity|emotion|skin|hair"
              + "|licen[cs]e_plate|number_plate|clothing)\\b",
          Pattern.CASE_INSENSITIVE);

  @Test
  void uses_none_of_the_words_that_vigie_never_uses() throws IOException {
    var found = new ArrayList<String>();
    for (var file : productSources()) {
      var lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (WORDS.matcher(lines.get(i)).find()) {
          found.add(ROOT.relativize(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void depends_on_nothing_that_recognises_persons_or_plates() throws IOException {
    var jars = new ArrayList<String>();
    for (var module : List.of("app", "eye", "simulator")) {
      var classpath = ROOT.resolve(module).resolve("target/runtime.classpath");
      // The app's own is written after its tests; what they run with holds it all.
      var text =
          Files.exists(classpath)
              ? Files.readString(classpath)
              : System.getProperty("java.class.path");
      for (var jar : text.strip().split(":")) {
        jars.add(jar.replaceAll(".*/", ""));
      }
    }
    assertThat(jars).hasSizeGreaterThan(20);
    assertThat(jars).noneMatch(jar -> RECOGNISERS.matcher(jar).find());
  }

  @Test
  void depends_on_no_package_that_recognises_persons_in_the_console() throws IOException {
    var lock = ROOT.resolve("console/package-lock.json");
    assumeTrue(Files.exists(lock), "console/package-lock.json is not there");
    var names =
        Pattern.compile("\"node_modules/([^\"]+)\"")
            .matcher(Files.readString(lock))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(names).isNotEmpty();
    assertThat(names)
        .noneMatch(
            name ->
                Pattern.compile("face-?api|facemesh|tesseract|alpr|emotion-rec")
                    .matcher(name)
                    .find());
  }

  @Test
  void ships_no_model_and_no_list_of_traits() throws IOException {
    try (Stream<Path> files = walk(ROOT)) {
      var models =
          files
              .filter(
                  file ->
                      file.toString()
                          .toLowerCase(Locale.ROOT)
                          .matches(".*\\.(onnx|pb|pt|pth|tflite|caffemodel|engine|xml\\.gz)"))
              .toList();
      assertThat(models).isEmpty();
    }
    for (var kind : org.vigie.model.CoarseClass.values()) {
      assertThat(kind.name()).doesNotMatch(TRAITS);
    }
  }

  private static List<Path> productSources() throws IOException {
    try (Stream<Path> files = walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(java|ts|tsx|json|proto|yaml)"))
          .filter(file -> !file.toString().contains("/src/test/"))
          .filter(file -> !file.toString().contains("/test/"))
          .toList();
    }
  }

  private static Stream<Path> walk(Path root) throws IOException {
    return Files.walk(root)
        .filter(Files::isRegularFile)
        .filter(
            file ->
                Stream.of("/.git/", "/target/", "/node_modules/", "/dist/", "/.vigie/")
                    .noneMatch(skipped -> file.toString().contains(skipped)));
  }
}
