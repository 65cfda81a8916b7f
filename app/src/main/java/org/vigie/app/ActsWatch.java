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

/// Follows the folder of the acts while Vigie runs, so that an act that is added, changed or taken
/// away has effect within seconds: revocation is a file removed (R3).
///
/// A folder with an error changes nothing until it is put right: the acts in force stay in force,
/// and end when they say. Used by one thread.
final class ActsWatch {

  private static final System.Logger LOG = System.getLogger(ActsWatch.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(5);

  /// What a file was like when it was last looked at.
  private record Look(long bytes, FileTime changed) {}

  private final Path folder;
  private final Governance governance;
  private Map<String, Look> known;
  private Duration next = Duration.ZERO;

  /// @param governance has the acts that the folder holds now
  ActsWatch(Path folder, Governance governance) throws IOException {
    this.folder = folder;
    this.governance = governance;
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
        known = now;
        governance.replaceActs(Actors.LOCAL_ADMINISTRATOR, Acts.read(folder, governance.profile()));
        LOG.log(System.Logger.Level.INFO, "the acts in {0} have changed and are in force", folder);
      }
    } catch (BadInput e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the acts that were in force stay in force, since one cannot be used: " + e.getMessage());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, folder + " cannot be read: " + e.getMessage());
    }
  }

  private Map<String, Look> look() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .collect(Collectors.toMap(Path::toString, ActsWatch::lookAt, (a, b) -> b, TreeMap::new));
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
