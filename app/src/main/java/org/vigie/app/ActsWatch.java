package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.base.BadInput;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.signing.Authorities;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Follows the folder of the acts while Vigie runs, so that an act that is added, changed or taken
/// away has effect within seconds: revocation is a file removed (R3).
///
/// A folder with an error brings nothing new into force until it is put right: an alarm and a
/// ledger
/// entry say what is wrong, and the acts in force stay in force and end when they say. What was
/// taken away is revoked all the same. Used by one thread.
final class ActsWatch {

  private static final System.Logger LOG = System.getLogger(ActsWatch.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final String SUBJECT = "acts";

  /// What a file was like when it was last looked at.
  private record Look(long bytes, FileTime changed) {}

  private final Path folder;
  private final Authorities authorities;
  private final Governance governance;
  private final Alarms alarms;
  private Map<String, Look> known;
  private Duration next = Duration.ZERO;

  /// @param governance has the acts that the folder holds now
  ActsWatch(Path folder, Authorities authorities, Governance governance, Alarms alarms)
      throws IOException {
    this.folder = folder;
    this.authorities = authorities;
    this.governance = governance;
    this.alarms = alarms;
    this.known = look();
  }

  /// Looks again if it is time to.
  ///
  /// @param elapsed of the elapsed clock
  void look(Duration elapsed) {
    if (elapsed.compareTo(next) < 0) {
      return;
    }
    next = elapsed.plus(EVERY);
    try {
      var now = look();
      if (!now.equals(known)) {
        follow(now);
        // Last: what the ledger could not take is tried again.
        known = now;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, folder + " cannot be read: " + e.getMessage());
    } catch (LedgerUnavailable e) {
      LOG.log(System.Logger.Level.ERROR, "the acts have changed, and " + e.getMessage());
    }
  }

  private void follow(Map<String, Look> now) {
    try {
      governance.replaceActs(
          Actors.LOCAL_ADMINISTRATOR, Acts.read(folder, governance.profile(), authorities));
      alarms.end(AlarmKind.ACTS_REFUSED, SUBJECT);
      LOG.log(System.Logger.Level.INFO, "the acts in {0} have changed and are in force", folder);
    } catch (BadInput e) {
      alarms.raise(
          AlarmKind.ACTS_REFUSED,
          SUBJECT,
          "One of the acts cannot be used, so those in force stay in force: " + e.getMessage());
      governance.replaceActs(Actors.LOCAL_ADMINISTRATOR, governance.acts().from(now.keySet()));
      governance.noteRefusedActs(e.getMessage());
    }
  }

  private Map<String, Look> look() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.yaml(\\.sig)?"))
          .collect(
              Collectors.toMap(
                  file -> String.valueOf(file.getFileName()),
                  ActsWatch::lookAt,
                  (a, b) -> b,
                  TreeMap::new));
    }
  }

  /// A file that goes while it is looked at has changed, whatever is said of it.
  private static Look lookAt(Path file) {
    try {
      return new Look(Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return new Look(-1, FileTime.fromMillis(0));
    }
  }
}
