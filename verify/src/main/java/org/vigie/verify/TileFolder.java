package org.vigie.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The public files of one log, named as C2SP tlog-tiles says.
final class TileFolder {

  static final int WIDTH = TileTree.WIDTH;
  private static final Pattern NAME =
      Pattern.compile(
          "(\\d|[1-5]\\d|6[0-3]|entries)/((?:x\\d{3}/){0,4}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

  private final Path folder;

  TileFolder(Path folder) {
    this.folder = folder.resolve("tile");
  }

  /// The bytes of a tile or bundle that must hold `width` members, at least.
  byte[] read(String kind, long number, int width) throws IOException, Fault {
    var whole = folder.resolve(kind).resolve(TileTree.path(number));
    var part = whole.resolveSibling(whole.getFileName() + ".p/" + width);
    try {
      return Files.readAllBytes(width < WIDTH && Files.exists(part) ? part : whole);
    } catch (NoSuchFileException e) {
      throw new Fault(
          "%s is missing, which entries %d to %d need."
              .formatted(width < WIDTH ? part : whole, number * WIDTH, number * WIDTH + width - 1));
    }
  }

  /// One published file.
  ///
  /// @param width how many members its name says
  record Published(Path file, String kind, long number, int width) {}

  /// What is done with each published file.
  interface Visitor {
    void visit(Published file) throws IOException, Fault;
  }

  /// Visits every file, those of earlier checkpoints included.
  void visitAll(Visitor visitor) throws IOException, Fault {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var name = folder.relativize(file).toString();
        if (name.endsWith(".new")) {
          continue;
        }
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
          // Whoever serves these files would serve this one too.
          throw new Fault(file + " does not belong into a log.");
        }
        long number = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
        int width = parts.group(3) == null ? WIDTH : Integer.parseInt(parts.group(3));
        visitor.visit(new Published(file, parts.group(1), number, width));
      }
    }
  }
}
