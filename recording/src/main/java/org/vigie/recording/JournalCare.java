package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/// Keeps journals short enough to live with for ever: what the index has taken in of them is
/// remembered now and then, so that a start reads little; old lines about destroyed reels are
/// folded. Of one thread.
final class JournalCare {

  private static final Logger LOG = System.getLogger(JournalCare.class.getName());

  /// About a day of a town of 217 cameras; read in a second or two.
  private static final long MOST_UNREAD_BYTES = 1 << 20;

  private static final long LEAST_OLD_LINES = 1_000;

  /// A journal is written anew only for so large a part of its lines.
  private static final int WORTH_IT = 10;

  private final Volumes volumes;
  private final SqlLines lines;

  JournalCare(Volumes volumes, SqlLines lines) {
    this.volumes = volumes;
    this.lines = lines;
  }

  /// Lets the index remember how far it has come in each journal.
  void remember() {
    for (var volume : volumes.present()) {
      long read = lines.mark(volume.id()).map(JournalMark::end).orElse(0L);
      if (volume.journal().end() - read > MOST_UNREAD_BYTES) {
        try {
          var unused = lines.takeIn(volume.id(), Volume.journal(volume.folder()));
        } catch (IOException e) {
          LOG.log(Level.WARNING, "the journal of " + volume.name() + ": " + e.getMessage());
        }
      }
    }
  }

  /// Folds, in each journal with enough of them, the lines about reels whose footage ended before
  /// an instant.
  void fold(Instant before) {
    for (var post : volumes.posts()) {
      var volume = post.volume();
      if (volume.isPresent() && !post.isFull()) {
        try {
          fold(volume.get(), before);
        } catch (IOException e) {
          LOG.log(
              Level.WARNING,
              "the journal of " + post.name() + " stays long for now: " + e.getMessage());
        }
      }
    }
  }

  private void fold(Volume volume, Instant before) throws IOException {
    var found = lines.foldable(volume.id(), before);
    if (found.old() < LEAST_OLD_LINES || found.old() < found.lines() / WORTH_IT) {
      return;
    }
    var journal = Volume.journal(volume.folder());
    var unused = lines.takeIn(volume.id(), journal);
    var mark = lines.mark(volume.id());
    if (mark.isEmpty()) {
      return;
    }
    long length = mark.get().end();
    var fold = JournalFold.write(journal, length, before, Journal.shorter(journal));
    volume.journal().replaceBeginning(length);
    lines.folded(volume.id(), before, fold);
    LOG.log(
        Level.INFO,
        "the journal of %s: %d lines about reels destroyed long ago became %d"
            .formatted(volume.name(), found.old(), fold.folded().size()));
  }
}
