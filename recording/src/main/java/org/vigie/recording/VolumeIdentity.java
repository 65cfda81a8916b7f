package org.vigie.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigie.base.Durable;
import org.vigie.base.RandomIds;

/// What the file `volume` at the top of a volume says: three lines, `ID`, `town TOWN` and `volume
/// NAME`. Volumes of before there could be several have the first line only.
///
/// @param id 32 hexadecimal digits, random; written into every reel
/// @param town empty in an old file
/// @param name empty in an old file
record VolumeIdentity(String id, String town, String name) {

  private static final String FILE = "volume";

  static VolumeIdentity fresh(String town, String name) {
    return new VolumeIdentity(RandomIds.hex(16), town, name);
  }

  /// What a folder says it is; empty if it says nothing or is not there.
  ///
  /// @throws VolumeWrong if the file is there and cannot be one
  static Optional<VolumeIdentity> find(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
    var lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().matches("[0-9a-f]{32}")) {
      throw new VolumeWrong(file + " should begin with the volume's id, 32 hexadecimal digits");
    }
    return Optional.of(
        new VolumeIdentity(
            lines.getFirst(),
            value(lines.subList(1, lines.size()), "town "),
            value(lines, FILE + " ")));
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElse("");
  }

  /// Whether it names its town and itself.
  boolean isWhole() {
    return !town.isEmpty() && !name.isEmpty();
  }

  /// Writes the file, durably.
  void write(Path folder) throws IOException {
    var text = "%s%ntown %s%nvolume %s%n".formatted(id, town, name);
    Durable.replace(folder.resolve(FILE), text.getBytes(StandardCharsets.UTF_8));
  }
}
