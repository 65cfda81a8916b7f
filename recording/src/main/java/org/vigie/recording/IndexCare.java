package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.vigie.model.AlarmKind;

/// Notices an index that is not the one of last time: gone, damaged, or an old copy. By then it has
/// been mended, as every volume was compared with it when it was opened; here it is only said.
///
/// Register and index count openings and orderly ends together. An index that counts less is a copy
/// of before; one that counts the same may be, of the middle of a run that was cut off: then whole
/// reels that it lacked say so.
final class IndexCare {

  private static final Logger LOG = System.getLogger(IndexCare.class.getName());

  private IndexCare() {}

  static void begin(VolumeServices services, Volumes volumes) throws IOException {
    var index = services.index();
    long counted = services.register().opening();
    long told = index.opening();
    var taken = volumes.found();
    trouble(index, counted, told, taken)
        .ifPresent(
            what -> {
              var sentence =
                  "The index of recordings %s: %d reels were taken in again from the disk, %d were gone."
                      .formatted(what, taken.takenIn() + taken.ended(), taken.missing());
              LOG.log(Level.WARNING, sentence);
              services.alarms().raise(AlarmKind.DATABASE, subject(services), sentence);
            });
    count(services, Math.max(counted, told) + 1);
  }

  private static Optional<String> trouble(
      SqlIndex index, long counted, long told, Recovery.Found taken) {
    if (index.damage().isPresent()) {
      return index.damage();
    }
    if (index.isFresh()) {
      return counted > 0 || taken.takenIn() > 0 ? Optional.of("was gone") : Optional.empty();
    }
    if (told < counted) {
      return Optional.of("was an old copy");
    }
    return taken.takenIn() > 0 ? Optional.of("was older than the disk") : Optional.empty();
  }

  /// An orderly end.
  static void end(VolumeServices services) throws IOException {
    count(services, services.register().opening() + 1);
  }

  /// The index first: cut off in between, it counts more, which says nothing.
  private static void count(VolumeServices services, long number) throws IOException {
    services.index().opened(number);
    services.register().opened(number);
  }

  /// Everything agrees.
  static void mended(VolumeServices services) {
    services.alarms().end(AlarmKind.DATABASE, subject(services));
  }

  /// It was found damaged while it is used.
  static void damaged(VolumeServices services, SqlFile.Damaged cause) {
    var sentence = cause.getMessage() + "; stop and start Vigie: it is then made again.";
    LOG.log(Level.ERROR, sentence);
    services.alarms().raise(AlarmKind.DATABASE, subject(services), sentence);
  }

  private static String subject(VolumeServices services) {
    return String.valueOf(services.index().path().getFileName());
  }
}
