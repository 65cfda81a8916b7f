package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the fences that Maven's edges cannot express, over the compiled classes of every module.
class FencesTest {

  private static final Path ROOT = Path.of(System.getProperty("vigie.root"));

  /// Every module with Java code, and the modules of ours that its classes may use: the table of
  /// ARCHITECTURE.md.
  private static final Map<String, Set<String>> EDGES =
      Map.ofEntries(
          Map.entry("base", Set.of()),
          Map.entry("verify", Set.of()),
          Map.entry("custody", Set.of("base", "verify")),
          Map.entry("model", Set.of("base")),
          Map.entry("testkit", Set.of("base", "model")),
          Map.entry("media", Set.of("base", "model")),
          Map.entry("rules", Set.of("base", "model")),
          Map.entry("governance", Set.of("base", "model", "custody")),
          Map.entry("link", Set.of("base", "model")),
          Map.entry("tell", Set.of("base", "model")),
          Map.entry("onvif", Set.of("base", "model")),
          Map.entry("relay", Set.of("base", "model", "governance")),
          Map.entry("ingest", Set.of("base", "model", "media")),
          Map.entry("recording", Set.of("base", "model", "media", "governance")),
          Map.entry("sight", Set.of("base", "model", "link")),
          Map.entry("desk", Set.of("base", "model", "rules", "governance")),
          Map.entry("eye", Set.of("base", "model", "link")),
          Map.entry(
              "server",
              Set.of(
                  "base", "model", "media", "recording", "desk", "rules", "governance", "custody")),
          Map.entry("simulator", Set.of("base", "model", "media", "link")));

  private static JavaClasses all;

  @BeforeAll
  static void imports_every_module() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      var classes =
          modules
              .map(module -> module.resolve("target/classes"))
              .filter(Files::isDirectory)
              .map(folder -> Location.of(folder.toUri()))
              .collect(Collectors.toSet());
      all = new ClassFileImporter().importLocations(classes);
    }
    var seen =
        all.stream().map(FencesTest::moduleOf).collect(Collectors.toCollection(TreeSet::new));
    assertThat(seen).as("modules whose classes were found").containsAll(EDGES.keySet());
  }

  @Test
  void natives_stay_in_the_eye() {
    onlyIn(List.of("org.vigie.eye"), "org.bytedeco..", "ai.onnxruntime..").check(all);
  }

  @Test
  void spring_stays_in_server_and_app() {
    onlyIn(List.of("org.vigie.server", "org.vigie.app"), "org.springframework..").check(all);
  }

  @Test
  void only_one_module_speaks_to_receivers_outside() {
    onlyIn(List.of("org.vigie.tell"), "jakarta.mail..", "com.hivemq..").check(all);
  }

  @Test
  void kafka_is_nowhere_yet() {
    onlyIn(List.of("org.vigie.cluster"), "org.apache.kafka..").check(all);
  }

  @Test
  void databases_are_spoken_to_by_classes_named_sql() {
    ArchRuleDefinition.noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Sql")
        .and(topLevelIsNotSql())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
        .check(all);
  }

  @Test
  void clocks_are_read_in_base_only() {
    var clocks =
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackages("org.vigie.base..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now");
    clocks.check(all);
  }

  @Test
  void modules_use_only_the_modules_below_them() {
    for (var edge : EDGES.entrySet()) {
      for (var type : all) {
        if (!moduleOf(type).equals(edge.getKey())) {
          continue;
        }
        var strangers =
            type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass())
                .filter(target -> target.getPackageName().startsWith("org.vigie."))
                .filter(target -> !moduleOf(target).equals(edge.getKey()))
                .filter(target -> !edge.getValue().contains(moduleOf(target)))
                .map(JavaClass::getName)
                .toList();
        assertThat(strangers).as("used by %s", type.getName()).isEmpty();
      }
    }
  }

  /// A formatter that breaks a long `///` line goes on with `//`, and there the documentation ends.
  @Test
  void documentation_is_not_cut_off_by_ordinary_comments() throws IOException {
    var sources = sources();
    assertThat(sources).hasSizeGreaterThan(500);
    var cut = new ArrayList<String>();
    for (var file : sources) {
      cutDocumentation(Files.readAllLines(file))
          .forEach(line -> cut.add(ROOT.relativize(file) + ":" + line));
    }
    assertThat(cut).as("lines to wrap by hand").isEmpty();
  }

  @Test
  void the_check_of_documentation_would_find_a_cut() {
    assertThat(cutDocumentation(List.of("  /// Long", "  // tail", "  /// more.")))
        .containsExactly(2);
    assertThat(cutDocumentation(List.of("/// Long", "// tail.", "final"))).containsExactly(2);
    assertThat(cutDocumentation(List.of("/// Good.", "int a;", "// And this.", "/// Too.")))
        .isEmpty();
  }

  private static List<Path> sources() throws IOException {
    var found = new ArrayList<Path>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (var module : modules.map(m -> m.resolve("src")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(module)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
        }
      }
    }
    return found;
  }

  /// The numbers of lines that begin with `//` and follow one that begins with `///`.
  private static List<Integer> cutDocumentation(List<String> lines) {
    var found = new ArrayList<Integer>();
    for (int i = 1; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (lines.get(i - 1).strip().startsWith("///")
          && line.startsWith("//")
          && !line.startsWith("///")) {
        found.add(i + 1);
      }
    }
    return found;
  }

  @Test
  void the_fence_around_natives_would_catch_a_breach() {
    var rule = onlyIn(List.of("org.vigie.nowhere"), "org.bytedeco..");
    assertThat(rule.evaluate(all).hasViolation()).isTrue();
  }

  private static String moduleOf(JavaClass type) {
    var parts = type.getPackageName().split("\\.");
    return parts.length > 2 ? parts[2] : "";
  }

  private static ArchRule onlyIn(List<String> homes, String... fenced) {
    var outside = homes.stream().map(home -> home + "..").toArray(String[]::new);
    return ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages(outside)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(fenced);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> topLevelIsNotSql() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "are not nested in a class named Sql...",
        type -> !type.getName().replaceAll(".*\\.", "").startsWith("Sql"));
  }
}
