package org.vigie.recording.clips;

import java.io.IOException;
import java.lang.System.Logger.Level;
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
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.recording.Notary;
import org.vigie.recording.Unreadable;

/// Brings files and keys of kept clips together again after any end. Used once, at the start, by
/// one thread.
final class ClipRecovery {

  /// What a file is called until the ledger knows of it, behind the alert's number.
  static final String UNFINISHED = ".clip.new";

  private static final System.Logger LOG = System.getLogger(ClipRecovery.class.getName());
  private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,17})\\.clip");

  private final Path folder;
  private final ClipKeys keys;
  private final Notary notary;

  ClipRecovery(Path folder, ClipKeys keys, Notary notary) {
    this.folder = folder;
    this.keys = keys;
    this.notary = notary;
  }

  /// Removes what was not finished, either way; finds the rest. One file that cannot be dealt with
  /// keeps nothing else from working: recording comes first.
  ///
  /// @return the clips that are whole
  List<KeptClip> look(Instant now) throws IOException {
    var whole = new ArrayList<KeptClip>();
    for (var file : files()) {
      try {
        read(file, now).ifPresent(whole::add);
      } catch (IOException | LedgerUnavailable e) {
        LOG.log(Level.ERROR, "{0} is not to be used, and its key goes: {1}", file, e.getMessage());
      }
    }
    var known = new HashSet<Long>();
    whole.forEach(clip -> known.add(clip.alert()));
    for (long alert : keys.alerts()) {
      if (!known.contains(alert)) {
        destroyKey(alert);
      }
    }
    Durable.flushFolder(folder);
    return whole;
  }

  private void destroyKey(long alert) {
    try {
      keys.destroy(alert);
    } catch (IOException e) {
      // Tried again at the next start.
      LOG.log(Level.ERROR, "The key of clip {0} cannot be destroyed: {1}", alert, e.getMessage());
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Optional<KeptClip> read(Path file, Instant now) throws IOException {
    var name = String.valueOf(file.getFileName());
    var numbered = NAME.matcher(name);
    if (name.endsWith(UNFINISHED)) {
      Files.delete(file);
      return Optional.empty();
    }
    return numbered.matches()
        ? read(file, Long.parseLong(numbered.group(1)), now)
        : Optional.empty();
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
