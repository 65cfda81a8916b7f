package org.vigie.verify.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/// A ledger in a folder: a data folder, a ledger folder, its public folder, or one year of that.
record FolderSource(Path folder) implements LogSource {

  /// Finds the public folder in what a person named.
  static FolderSource in(Path named) {
    for (var inside : new String[] {"ledger/public", "public"}) {
      if (Files.isDirectory(named.resolve(inside))) {
        return new FolderSource(named.resolve(inside));
      }
    }
    return new FolderSource(named);
  }

  @Override
  public Optional<byte[]> find(String path, int mostBytes) throws IOException {
    try (var in = Files.newInputStream(folder.resolve(path))) {
      var bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new IOException(folder.resolve(path) + " is larger than it can be");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> newest() throws IOException {
    if (Files.exists(folder.resolve("checkpoint"))) {
      return Optional.of("");
    }
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (var years = Files.list(folder)) {
      return years
          .map(year -> year.getFileName().toString())
          .filter(year -> year.matches("\\d{4}"))
          .filter(year -> Files.exists(folder.resolve(year).resolve("checkpoint")))
          .max(Comparator.naturalOrder())
          .map(year -> year + "/");
    }
  }

  @Override
  public String place() {
    return folder.toString();
  }
}
