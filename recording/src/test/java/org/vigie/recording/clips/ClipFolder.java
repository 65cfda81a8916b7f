package org.vigie.recording.clips;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.vigie.governance.keys.ClipKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// A store of kept clips on a folder, with a ledger that only remembers.
final class ClipFolder {

  static final Instant AT = Instant.parse("2031-03-30T00:59:58.250Z");
  static final Duration KEEP = Duration.ofHours(72);
  static final Duration RETENTION = Duration.ofDays(15);

  final Path dir;
  final List<Entry> ledger = new ArrayList<>();
  final List<String> alarms = new ArrayList<>();
  final ClipKeys keys;
  boolean ledgerWorks = true;
  long freeBytes = 1L << 40;

  /// Looks on when something is written down, before it is.
  Consumer<Entry> witness = entry -> {};

  ClipFolder(Path dir) throws IOException {
    this.dir = dir;
    this.keys = ClipKeys.open(dir.resolve("keys/clips"));
  }

  Path file(long alert) {
    return dir.resolve("clips/" + alert + ".clip");
  }

  Path key(long alert) {
    return dir.resolve("keys/clips/" + alert + ".key");
  }

  ClipStore open(Instant now) throws IOException {
    var settings = new ClipSettings(dir.resolve("clips"), KEEP, 256L << 20);
    return ClipStore.open(settings, keys, this::append, board(), now, () -> freeBytes);
  }

  private long append(Entry entry) {
    if (!ledgerWorks) {
      throw new LedgerUnavailable("The ledger cannot be written.", new IOException("full"));
    }
    witness.accept(entry);
    ledger.add(entry);
    return ledger.size() - 1;
  }

  List<String> kinds() {
    return ledger.stream().map(Entry::kind).toList();
  }

  private Alarms board() {
    return new Alarms() {
      @Override
      public void raise(AlarmKind kind, String subject, String detail) {
        var alarm = kind + " " + subject;
        if (!alarms.contains(alarm)) {
          alarms.add(alarm);
        }
      }

      @Override
      public void end(AlarmKind kind, String subject) {
        alarms.remove(kind + " " + subject);
      }
    };
  }

  static NewClip clip(long alert, Duration retention) {
    var from = AT.minusSeconds(6);
    var random = new Random(alert);
    var film = new byte[5_000];
    var still = new byte[900];
    random.nextBytes(film);
    random.nextBytes(still);
    return new NewClip(
        alert,
        new CameraId("quay"),
        "R-1",
        new Span(from, AT.plusSeconds(6)),
        new Span(from.minusMillis(300), AT.plusSeconds(6)),
        from.minusMillis(300).plus(retention),
        Duration.ofMillis(5),
        film,
        still);
  }

  static NewClip clip(long alert) {
    return clip(alert, RETENTION);
  }
}
