package org.vigie.recording.clips;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.Durable;
import org.vigie.governance.keys.ClipKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.recording.Notary;

/// Destroys kept clips: the ledger is told, then the key goes, then the file, so that one that
/// cannot be removed cannot be read. Of one thread.
final class ClipDestruction {

  private static final System.Logger LOG = System.getLogger(ClipDestruction.class.getName());

  /// As much in one entry of the ledger.
  private static final int AT_ONCE = 200;

  /// A clip that is there longer than this after its end is an alarm, as footage is.
  private static final Duration LATE = Duration.ofMinutes(10);

  private final Path folder;
  private final ClipKeys keys;
  private final Notary notary;
  private final Alarms alarms;

  /// Those that the ledger was told are deleted and that are not gone yet.
  private final Set<Long> told = new HashSet<>();

  ClipDestruction(Path folder, ClipKeys keys, Notary notary, Alarms alarms) {
    this.folder = folder;
    this.keys = keys;
    this.notary = notary;
    this.alarms = alarms;
  }

  /// Destroys what can be destroyed of these.
  ///
  /// @return the alerts whose clip is gone
  Set<Long> destroy(List<KeptClip> due, Instant now) {
    Optional<String> trouble = Optional.empty();
    try {
      announce(due.stream().filter(clip -> !told.contains(clip.alert())).toList(), now);
    } catch (LedgerUnavailable e) {
      trouble = Optional.of("it cannot be written down: " + e.getMessage());
    }
    var gone = new HashSet<Long>();
    for (var clip : due) {
      if (told.contains(clip.alert())) {
        try {
          keys.destroy(clip.alert());
          Files.deleteIfExists(ClipStore.file(folder, clip.alert()));
          gone.add(clip.alert());
        } catch (IOException e) {
          trouble = trouble.or(() -> Optional.of(String.valueOf(e)));
        }
      }
    }
    try {
      if (!gone.isEmpty()) {
        Durable.flushFolder(folder);
      }
    } catch (IOException e) {
      // The keys are gone for good; a file that comes back is removed at the next start.
      trouble = trouble.or(() -> Optional.of(String.valueOf(e)));
    }
    told.removeAll(gone);
    trouble.ifPresent(why -> LOG.log(Level.ERROR, "kept clips are not destroyed: " + why));
    tellWhatIsLate(
        due.stream().filter(clip -> !gone.contains(clip.alert())).toList(), now, trouble);
    return gone;
  }

  private void announce(List<KeptClip> fresh, Instant now) {
    for (int from = 0; from < fresh.size(); from += AT_ONCE) {
      var some = fresh.subList(from, Math.min(from + AT_ONCE, fresh.size()));
      var facts = new ArrayList<Map<String, Object>>();
      some.forEach(clip -> facts.add(fact(clip)));
      notary.append(new Entry("clip.deleted", "vigie", Map.of("limit", now, "clips", facts)));
      some.forEach(clip -> told.add(clip.alert()));
    }
  }

  private static Map<String, Object> fact(KeptClip clip) {
    return Map.of(
        "alert", clip.alert(),
        "camera", clip.camera(),
        "act", clip.act(),
        "from", clip.shown().from(),
        "to", clip.shown().to());
  }

  private void tellWhatIsLate(List<KeptClip> left, Instant now, Optional<String> trouble) {
    var late = left.stream().filter(clip -> !clip.until().plus(LATE).isAfter(now)).toList();
    var oldest = late.stream().map(KeptClip::until).min(Comparator.naturalOrder());
    if (oldest.isEmpty()) {
      alarms.end(AlarmKind.DELETION_LATE, ClipStore.SUBJECT);
    } else {
      alarms.raise(
          AlarmKind.DELETION_LATE,
          ClipStore.SUBJECT,
          "%d kept clips are past their end, the first since %s, and not destroyed: %s."
              .formatted(
                  late.size(),
                  oldest.get().truncatedTo(ChronoUnit.SECONDS),
                  trouble.orElse("they are tried again")));
    }
  }
}
