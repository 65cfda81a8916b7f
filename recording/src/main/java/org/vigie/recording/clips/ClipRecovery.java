package org.vigie.recording.clips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.base.Durable;
import org.vigie.governance.keys.ClipKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.recording.Notary;
import org.vigie.recording.Unreadable;

/// Brings files and keys of kept clips together again after any end. Used once, at the start, by
/// one thread.
final class ClipRecovery {

  /// What a file is called until the ledger knows of it, behind the alert's number.
  static final String UNFINISHED = ".clip.new";

  private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,17})\\.clip");

  private final Path folder;
  private final ClipKeys keys;
  private final Notary notary;

  ClipRecovery(Path folder, ClipKeys keys, Notary notary) {
    this.folder = folder;
    this.keys = keys;
    this.notary = notary;
  }

  /// Removes what was not finished, either way; finds the rest.
  ///
  /// @return the clips that are whole
  List<KeptClip> look(Instant now) throws IOException {
    var whole = new ArrayList<KeptClip>();
    for (var file : files()) {
      var name = String.valueOf(file.getFileName());
      var numbered = NAME.matcher(name);
      if (name.endsWith(UNFINISHED)) {
        Files.delete(file);
      } else if (numbered.matches()) {
        read(file, Long.parseLong(numbered.group(1)), now).ifPresent(whole::add);
      }
    }
    var known = new HashSet<Long>();
    whole.forEach(clip -> known.add(clip.alert()));
    for (long alert : keys.alerts()) {
      if (!known.contains(alert)) {
        keys.destroy(alert);
      }
    }
    Durable.flushFolder(folder);
    return whole;
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Optional<KeptClip> read(Path file, long alert, Instant now) throws IOException {
    try {
      var header = ClipFile.header(file);
      var clip = header.clip();
      var key = keys.find(alert);
      if (clip.alert() != alert) {
        return lost(file, alert, "it is the clip of another alert");
      }
      if (key.isEmpty()) {
        if (now.isBefore(clip.until())) {
          return lost(file, alert, "its key is gone");
        }
        // Its deletion is in the ledger and was not finished.
        Files.delete(file);
        return Optional.empty();
      }
      if (!ClipFile.isKeyOf(header, key.get())) {
        return lost(file, alert, "the key is not its key");
      }
      return Optional.of(clip);
    } catch (Unreadable e) {
      return lost(file, alert, String.valueOf(e.getMessage()));
    }
  }

  /// Nobody can read it any more: it goes, and the ledger knows why.
  private Optional<KeptClip> lost(Path file, long alert, String why) throws IOException {
    notary.append(new Entry("clip.lost", "vigie", Map.of("alert", alert, "why", why)));
    Files.delete(file);
    return Optional.empty();
  }
}
