package org.vigie.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigie.base.Durable;

/// Which volumes there have ever been, and how often a recorder was opened: a small file beside the
/// index, because the index is a cache and may be deleted. A volume that is known is never made
/// again in an empty folder, and an index that was opened less often than this says is an old copy.
///
/// Lines: `opening NUMBER`, and `volume ID NAME` for each. Safe for any thread.
final class VolumeRegister {

  private final Path file;
  private final Map<String, String> ids = new TreeMap<>();
  private long opening;

  private VolumeRegister(Path file) {
    this.file = file;
  }

  /// The register that belongs to an index.
  static VolumeRegister open(Path index) throws IOException {
    var register = new VolumeRegister(index.resolveSibling("volumes"));
    if (Files.exists(register.file)) {
      for (var line : Files.readAllLines(register.file)) {
        register.read(line.split(" ", 3));
      }
    }
    return register;
  }

  private void read(String[] words) throws IOException {
    if (words.length == 3 && words[0].equals("volume")) {
      ids.put(words[2], words[1]);
    } else if (words.length == 2 && words[0].equals("opening") && words[1].matches("\\d{1,18}")) {
      opening = Long.parseLong(words[1]);
    } else {
      throw new IOException(file + " is damaged; it should have lines such as 'volume ID NAME'");
    }
  }

  /// The id of a volume that was used before.
  synchronized Optional<String> idOf(String name) {
    return Optional.ofNullable(ids.get(name));
  }

  synchronized void learn(String name, String id) throws IOException {
    if (!id.equals(ids.put(name, id))) {
      write();
    }
  }

  /// How often a recorder was opened here.
  synchronized long opening() {
    return opening;
  }

  /// Counts an opening.
  synchronized void opened(long number) throws IOException {
    opening = number;
    write();
  }

  private void write() throws IOException {
    var text = new StringBuilder("opening " + opening + "\n");
    ids.forEach((name, id) -> text.append("volume %s %s%n".formatted(id, name)));
    Durable.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
