package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigie.app.camera.AskedCamera;
import org.vigie.app.doctor.Doctor;
import org.vigie.app.doctor.Finding;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.recording.VolumeLook;
import org.vigie.server.oidc.OidcException;
import org.vigie.server.oidc.Provider;

/// Looks at a town's data folder: can it be started from, are its keys for its account alone, are
/// its volumes there and large enough? Changes nothing.
final class TownCheckup {

  private static final String CONFIG = "configuration";
  private static final String KEYS = "keys";
  private static final String KEY = ".key";
  private static final int MARGIN_PERCENT = 0;

  /// What only Vigie's account may read, besides all keys.
  private static final List<String> PRIVATE_FILES = List.of("users.db", "state.db");

  private static final List<String> PRIVATE_FOLDERS =
      List.of(
          "keys", "keys/reels", "keys/clips", "keys/access", "ledger/private", "access", "upgrade");

  private static final int MOST_NAMED = 5;

  private final DataFolder folder;
  private final List<Finding> found = new ArrayList<>();
  private Optional<TownConfig> config = Optional.empty();

  private TownCheckup(DataFolder folder) {
    this.folder = folder;
  }

  static TownCheckup of(Path data) throws IOException {
    var checkup = new TownCheckup(new DataFolder(data));
    checkup.configuration();
    checkup.ledger();
    checkup.upgrade();
    checkup.rights();
    if (checkup.config.isPresent()) {
      checkup.volumes(checkup.config.get());
      checkup.room(checkup.config.get());
      checkup.directory(checkup.config.get());
    }
    return checkup;
  }

  List<Finding> found() {
    return List.copyOf(found);
  }

  /// What the machine is for, as far as the configuration says.
  Doctor.Use use() {
    var volumes = new TreeMap<String, Path>();
    config.ifPresent(town -> town.volumes().forEach(one -> volumes.put(one.name(), one.folder())));
    return new Doctor.Use(
        folder.root(),
        volumes,
        config.map(TownConfig::eyes).orElse(0),
        config.map(town -> town.cameras().size()).orElse(0),
        config.map(TownConfig::zone));
  }

  Optional<Doctor.Console> console() {
    return config.map(
        town ->
            new Doctor.Console(
                town.listen().host(),
                town.listen().port(),
                town.listen().tls().isPresent(),
                ControlSocket.answers(folder.control())));
  }

  /// Where cameras are asked, by their ids.
  Map<String, String> cameraHosts() {
    var hosts = new TreeMap<String, String>();
    config.ifPresent(
        town ->
            town.cameras()
                .forEach(
                    camera ->
                        AskedCamera.address(camera)
                            .ifPresent(
                                address ->
                                    hosts.put(camera.id().value(), address.uri().getHost()))));
    return hosts;
  }

  private void configuration() throws IOException {
    var file = folder.config();
    try {
      var town = TownConfig.read(file);
      config = Optional.of(town);
      found.add(
          Finding.ok(
              CONFIG, "%s: %s, %d cameras".formatted(file, town.town(), town.cameras().size())));
      var law = TownActs.read(town);
      int recording = law.acts().recording().size();
      found.add(
          recording == 0
              ? Finding.note(
                  "acts",
                  town.acts() + ": no recording act",
                  "Without one nothing is recorded.",
                  "design/examples/acts shows one.")
              : Finding.ok(
                  "acts",
                  "%s: %d to record, %d to detect, under %s"
                      .formatted(
                          town.acts(),
                          recording,
                          law.acts().detection().size(),
                          law.profile().name())));
    } catch (BadInput e) {
      found.add(
          Finding.wrong(
              config.isPresent() ? "acts" : CONFIG,
              e.getMessage(),
              "Vigie does not start like this.",
              config.isPresent()
                  ? "vigie acts check says the same."
                  : "design/examples/vigie.yaml explains each key."));
    }
  }

  private void ledger() throws IOException {
    var moved = folder.root().resolve("ledger").resolve("moved");
    if (Files.exists(moved)) {
      found.add(
          Finding.wrong(
              "ledger",
              Files.readString(moved).strip(),
              "Vigie does not start on this folder any more.",
              "Run it where it went; design/backup.md says how a move is given up."));
    }
  }

  private void upgrade() throws IOException {
    Upgrade.undone(folder.root())
        .ifPresent(
            undone ->
                found.add(
                    Finding.wrong(
                        "upgrade",
                        UpgradeDuty.sentence(undone),
                        "The machine runs the version before the one that is installed.",
                        "Install another version, or put right what was wrong and try again: sudo"
                            + " vigie-upgrade again")));
  }

  // --- whose the files are

  private void rights() throws IOException {
    var open = new ArrayList<String>();
    for (var name : PRIVATE_FOLDERS) {
      look(folder.root().resolve(name), open);
    }
    for (var name : PRIVATE_FILES) {
      look(folder.root().resolve(name), open);
    }
    var keys = folder.root().resolve(KEYS);
    if (Files.isDirectory(keys)) {
      try (var all = Files.walk(keys)) {
        for (var file : all.filter(one -> one.toString().endsWith(KEY)).toList()) {
          look(file, open);
        }
      }
    }
    if (!open.isEmpty()) {
      found.add(
          Finding.wrong(
              KEYS,
              "other accounts may read or enter "
                  + String.join(", ", open.subList(0, Math.min(MOST_NAMED, open.size())))
                  + (open.size() > MOST_NAMED
                      ? " and %d more".formatted(open.size() - MOST_NAMED)
                      : ""),
              "Whoever reads a key opens its footage, or signs the ledger.",
              "chmod -R go= " + keys + " and what else is named."));
    } else if (Files.isDirectory(keys)) {
      found.add(Finding.ok(KEYS, keys + ": for their account alone"));
    }
    config.ifPresent(this::passwords);
  }

  private static void look(Path file, List<String> open) throws IOException {
    if (Files.exists(file) && isOpen(file)) {
      open.add(
          "%s (%s)"
              .formatted(file, PosixFilePermissions.toString(Files.getPosixFilePermissions(file))));
    }
  }

  private static boolean isOpen(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).stream()
        .anyMatch(
            right ->
                switch (right) {
                  case OWNER_READ, OWNER_WRITE, OWNER_EXECUTE -> false;
                  case GROUP_READ, GROUP_WRITE, GROUP_EXECUTE -> true;
                  case OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE -> true;
                });
  }

  /// The configuration itself may hold the cameras' passwords.
  private void passwords(TownConfig town) {
    try {
      if (town.cameras().stream().anyMatch(camera -> camera.login().isPresent())
          && Files.getPosixFilePermissions(town.file()).contains(PosixFilePermission.OTHERS_READ)) {
        found.add(
            Finding.note(
                CONFIG,
                town.file() + " can be read by every account",
                "Where it holds the cameras' passwords, whoever has an account here has them.",
                "chmod o= " + town.file() + ", or password_file for each camera."));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Said by the disk's own line.
    }
  }

  // --- where footage lies

  private void volumes(TownConfig town) throws IOException {
    for (var volume : town.volumes()) {
      var subject = "volume " + volume.name();
      VolumeLook.wrong(volume, town.recording())
          .ifPresentOrElse(
              why ->
                  found.add(
                      Finding.wrong(
                          subject,
                          why,
                          "Its cameras are not recorded there, and the alarm VOLUME_WRONG says so.",
                          "Mount the right disk there; design/volumes.md says what if it is gone"
                              + " for good.")),
              () -> found.add(Finding.ok(subject, volume.folder() + ": it may be used")));
    }
  }

  /// Whether people can sign in through the town's directory: it is asked now, as the first sign-in
  /// would.
  private void directory(TownConfig town) {
    var oidc = town.signIn().oidc();
    if (oidc.isEmpty()) {
      return;
    }
    try (var provider = new Provider(oidc.get(), Clocks.system())) {
      provider.look();
      found.add(
          Finding.ok(
              "directory", oidc.get().issuer() + ": it answers, is itself, and has its keys"));
    } catch (OidcException e) {
      found.add(
          Finding.wrong(
              "directory",
              oidc.get().issuer() + ": " + e.getMessage(),
              "Nobody signs in through it; passwords go on for who has one.",
              "See to the provider, or to sign_in: oidc in " + town.file() + "."));
    }
  }

  private void room(TownConfig town) throws IOException {
    try {
      var demand = new TownDemand(TownDemand.USUAL_BYTES_PER_SECOND, MARGIN_PERCENT).of(town);
      for (var volume : demand.volumes()) {
        var subject = "volume " + volume.name();
        var said =
            "%s for what the acts keep; it has %s"
                .formatted(
                    SizeReport.bytes(volume.needsBytes()), SizeReport.bytes(volume.hasBytes()));
        if (volume.isTooSmall()) {
          found.add(
              Finding.wrong(
                  subject,
                  said,
                  "Recording stops when it is full: nothing is deleted before its time.",
                  "A larger disk, another volume, or a shorter retention; vigie size has the"
                      + " figures."));
        } else if (volume.hasBytes() >= 0) {
          found.add(Finding.ok(subject, said));
        }
      }
    } catch (BadInput e) {
      // Said of the acts already.
    }
  }

  /// Machine-readable, one object for each finding.
  static List<Map<String, Object>> json(List<Finding> all) {
    return all.stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "level", one.level().name(),
                    "subject", one.subject(),
                    "found", one.found(),
                    "means", one.means(),
                    "remedy", one.remedy()))
        .toList();
  }
}
