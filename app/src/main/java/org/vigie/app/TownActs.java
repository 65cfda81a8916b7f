package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;

/// What a town may do: its legal profile, and its acts, which were held against it.
record TownActs(LegalProfile profile, Acts acts) {

  private static final System.Logger LOG = System.getLogger(TownActs.class.getName());

  /// Reads them.
  ///
  /// @throws BadInput if one cannot be used
  static TownActs read(TownConfig config) throws BadInput {
    var profile = profile(config);
    return new TownActs(profile, Acts.read(config.acts(), profile, config.authorities()));
  }

  /// The same for whoever will open the ledger; an act or profile that is refused is written into
  /// it first.
  static TownActs take(TownConfig config, Clocks clocks) throws BadInput {
    var profile = noting(config, clocks, () -> named(config));
    requireInPlace(config, profile);
    var acts =
        noting(config, clocks, () -> Acts.read(config.acts(), profile, config.authorities()));
    return new TownActs(profile, acts);
  }

  private interface Reading<T> {
    T read() throws BadInput;
  }

  private static <T> T noting(TownConfig config, Clocks clocks, Reading<T> reading)
      throws BadInput {
    try {
      return reading.read();
    } catch (BadInput refused) {
      try {
        Files.createDirectories(config.data());
        Governance.noteRefusedActs(config.data(), config.town(), refused.getMessage(), clocks);
      } catch (IOException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "that an act or profile was refused is not in the ledger: " + e.getMessage());
      }
      throw refused;
    }
  }

  /// The town's legal profile: one of Vigie's, or its own, which an authority signed.
  static LegalProfile profile(TownConfig config) throws BadInput {
    var profile = named(config);
    requireInPlace(config, profile);
    return profile;
  }

  private static LegalProfile named(TownConfig config) throws BadInput {
    return LegalProfile.builtInNames().contains(config.profile())
        ? LegalProfile.builtIn(config.profile())
        : LegalProfile.read(ownProfile(config).orElseThrow(), config.authorities());
  }

  /// The file of the town's own legal profile; nothing where it has one of Vigie's.
  static Optional<Path> ownProfile(TownConfig config) {
    return LegalProfile.builtInNames().contains(config.profile())
        ? Optional.empty()
        : Optional.of(config.file().toAbsolutePath().resolveSibling(config.profile()).normalize());
  }

  private static void requireInPlace(TownConfig config, LegalProfile profile) throws BadInput {
    if (profile.demoOnly() && !DemoMark.isIn(config.data())) {
      throw BadInput.at(
          config.file(),
          0,
          "profile: '"
              + profile.name()
              + "' is for demonstrations only; a town names its own profile, such as"
              + " private-site");
    }
  }
}
