package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The pages for people, and the lines in them that one types.
final class DocsPages {

  static final Path ROOT = Path.of(System.getProperty("vigie.root"));
  static final Path DOCS = ROOT.resolve("docs");

  /// A line to type begins with `./vigie`, perhaps behind the name of a machine; behind `#` it is
  /// explained.
  private static final Pattern COMMAND =
      Pattern.compile("^(?:\\w+\\$ )?\\./vigie (.*?)(?:\\s+#.*)?$");

  /// @param words what stands behind `./vigie`
  record Command(Path page, String words) {

    List<String> split() {
      return List.of(words.split("\\s+"));
    }

    @Override
    public String toString() {
      return ROOT.relativize(page) + ": ./vigie " + words;
    }
  }

  private DocsPages() {}

  static List<Command> commands() throws IOException {
    var all = new ArrayList<Command>();
    for (var page : all()) {
      words(page).forEach(words -> all.add(new Command(page, words)));
    }
    return all;
  }

  /// What a page has people type, line by line.
  static List<String> words(Path page) throws IOException {
    return Files.readString(page)
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .map(COMMAND::matcher)
        .filter(found -> found.matches())
        .map(found -> found.group(1).strip())
        .toList();
  }

  static List<Path> all() throws IOException {
    return Stream.concat(Stream.of(ROOT.resolve("README.md")), below(DOCS).stream()).toList();
  }

  static List<Path> below(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
