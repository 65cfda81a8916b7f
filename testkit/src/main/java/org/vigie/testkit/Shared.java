package org.vigie.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Clips, captures and tools that are not part of the project: beside it where they are to be had.
public final class Shared {

  private Shared() {}

  /// A file or folder among them; tests skip with a message where it is empty.
  public static Optional<Path> find(String name) {
    var root = System.getProperty("vigie.shared");
    return Optional.ofNullable(root)
        .map(folder -> Path.of(folder).resolve(name).normalize())
        .filter(Files::exists);
  }
}
