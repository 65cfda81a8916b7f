package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vigie.base.BadInput;

/// Where things lie in a data folder.
record DataFolder(Path root) {

  private static final String POINTER = "config.path";

  /// A folder that a Vigie has written.
  static DataFolder of(Path root) throws BadInput {
    if (!Files.isDirectory(root)) {
      throw new BadInput(root + ": there is no such folder");
    }
    var folder = new DataFolder(root);
    if (!Files.isDirectory(folder.footage()) && !Files.exists(folder.index())) {
      throw new BadInput(root + ": holds no footage; is it the data folder of a Vigie?");
    }
    return folder;
  }

  Path footage() {
    return root.resolve("footage");
  }

  Path index() {
    return root.resolve("index.db");
  }

  /// The town's configuration: in the folder, or where the Vigie that last ran on it found it.
  Path config() throws IOException {
    var inside = root.resolve("vigie.yaml");
    var pointer = root.resolve(POINTER);
    return Files.exists(inside) || !Files.exists(pointer)
        ? inside
        : Path.of(Files.readString(pointer).strip());
  }

  /// Remembers where the configuration is that runs on this folder.
  void remember(Path config) throws IOException {
    if (!config.toAbsolutePath().normalize().equals(root.resolve("vigie.yaml").toAbsolutePath())) {
      Files.writeString(root.resolve(POINTER), config.toAbsolutePath() + "\n");
    }
  }

  /// The socket on which a running Vigie takes commands from this machine.
  Path control() {
    return root.resolve("run").resolve("control.sock");
  }
}
