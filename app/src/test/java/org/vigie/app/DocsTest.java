package org.vigie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.app.backup.AgeKey;
import org.vigie.custody.program.CustodianMain;
import org.vigie.verify.VerifyMain;
import org.vigie.verify.witness.WitnessMain;
import picocli.CommandLine;

/// What README and docs tell people to type is there: every verb, every subcommand, every option;
/// every link leads to a file; and
/// both languages say the same.
class DocsTest {

  private static final Path ROOT = DocsPages.ROOT;
  private static final Path DOCS = DocsPages.DOCS;

  /// The same page in both languages.
  private static final Map<String, String> PAIRS =
      Map.of(
          "first-steps.md", "premiers-pas.md",
          "operator.md", "operateur.md",
          "administrator.md", "administrateur.md",
          "data-protection.md", "protection-des-donnees.md",
          "integrator.md", "integrateur.md");

  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void every_command_that_a_page_names_is_there_with_its_options() throws Exception {
    var usages = usages();
    var script =
        Files.readString(ROOT.resolve("vigie"))
            + Files.readString(ROOT.resolve("packaging/launcher.sh"))
            + Files.readString(ROOT.resolve("packaging/package.sh"));
    var verbs =
        script
            .lines()
            .filter(l -> l.startsWith("verbs=(") || l.startsWith("builders=("))
            .flatMap(l -> Stream.of(l.replaceAll("\\w+=\\(|\\)", "").split(" ")))
            .toList();
    var wrong = new ArrayList<String>();
    var all = DocsPages.commands();
    assertThat(all).hasSizeGreaterThan(40);
    for (var typed : all) {
      var verb = typed.split().getFirst();
      if (!verbs.contains(verb)) {
        wrong.add(typed + ": no such verb");
        continue;
      }
      if (usages.containsKey(verb)) {
        missing(typed, usages.get(verb)).forEach(o -> wrong.add(typed + ": no such option " + o));
      } else if (Main.commandLine().getSubcommands().containsKey(verb)) {
        inProgram(typed).forEach(wrong::add);
      } else {
        // demo's siblings that need no JVM of the app, and measurements: the script's own page
        // names their options.
        missing(typed, script).forEach(o -> wrong.add(typed + ": no such option " + o));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_link_leads_to_a_file() throws IOException {
    var wrong = new ArrayList<String>();
    for (var page : DocsPages.all()) {
      var links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        if (!Files.exists(page.resolveSibling(links.group(1)))) {
          wrong.add(ROOT.relativize(page) + " -> " + links.group(1));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void both_languages_tell_people_to_type_the_same() throws IOException {
    for (var pair : PAIRS.entrySet()) {
      var english = DOCS.resolve("en").resolve(pair.getKey());
      var french = DOCS.resolve("fr").resolve(pair.getValue());
      assertThat(DocsPages.words(french)).as(pair.getKey()).isEqualTo(DocsPages.words(english));
      assertThat(headings(french)).as(pair.getKey()).isEqualTo(headings(english));
    }
    assertThat(DocsPages.below(DOCS.resolve("en"))).hasSize(PAIRS.size());
    assertThat(DocsPages.below(DOCS.resolve("fr"))).hasSize(PAIRS.size());
  }

  /// What is wrong with a command of this program: an unknown subcommand or option.
  private static List<String> inProgram(DocsPages.Command typed) {
    var wrong = new ArrayList<String>();
    CommandLine at = Main.commandLine();
    for (var word : typed.split()) {
      if (at.getSubcommands().containsKey(word)) {
        at = at.getSubcommands().get(word);
      } else if (at.getCommandSpec().positionalParameters().isEmpty()
          && !at.getSubcommands().isEmpty()
          && word.matches("[a-z][a-z-]*")) {
        wrong.add(typed + ": no such subcommand " + word);
      }
    }
    try {
      Main.commandLine().parseArgs(asTyped(typed));
    } catch (CommandLine.ParameterException e) {
      wrong.add(typed + ": " + e.getMessage());
    }
    return wrong;
  }

  /// Without what a reader leaves out or types for himself: brackets around what may be left out,
  /// quotes, and the rest of a key.
  private static String[] asTyped(DocsPages.Command typed) {
    return typed
        .words()
        .replaceAll("\\[[^\\]]*\\]", "")
        .replaceAll("'[^']*'", "words")
        .replace("age1...", AgeKey.fresh().recipient().toString())
        .strip()
        .split("\\s+");
  }

  private static Stream<String> missing(DocsPages.Command typed, String usage) {
    return OPTION
        .matcher(typed.words())
        .results()
        .map(found -> found.group())
        .filter(option -> !option.equals("--help") && !usage.contains(option));
  }

  /// The help of programs that are not of this module.
  private static Map<String, String> usages() {
    return Map.of(
        "custodian", CustodianMain.usage(),
        "verify", printed(out -> VerifyMain.run(List.of("--help"), out, out)),
        "witness",
            printed(out -> WitnessMain.run(List.of("--help"), InstantSource.system(), out, out)));
  }

  private static String printed(java.util.function.Consumer<PrintStream> program) {
    var bytes = new ByteArrayOutputStream();
    program.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// How many headings of which depth, in order.
  private static List<String> headings(Path page) throws IOException {
    return Files.readString(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceAll("[^#].*", ""))
        .toList();
  }
}
