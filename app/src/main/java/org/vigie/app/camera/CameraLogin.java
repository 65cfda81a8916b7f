package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.login.CertificateJudge;
import org.vigie.base.login.Credentials;
import org.vigie.onvif.DeviceFacts;
import org.vigie.onvif.Limits;
import org.vigie.onvif.Onvif;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.OnvifException;
import picocli.CommandLine.Option;

/// What a camera is shown: a user and the file of a password, which is never typed.
final class CameraLogin {

  @Option(
      names = "--user",
      paramLabel = "U",
      description = "a user of the camera, best with no more rights than to see")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "F",
      description = "the file whose first line is the password; the configuration names it")
  private @Nullable Path passwordFile;

  CameraLogin() {}

  /// What a row of a table says; a file is looked for from the configuration's folder.
  static CameraLogin of(Optional<String> user, Optional<String> file, Path config) {
    var login = new CameraLogin();
    login.user = user.orElse(null);
    login.passwordFile = file.map(name -> folder(config).resolve(name)).orElse(null);
    return login;
  }

  /// This one, where it says anything.
  CameraLogin or(CameraLogin other) {
    return user == null && passwordFile == null ? other : this;
  }

  Optional<String> user() {
    return Optional.ofNullable(user);
  }

  /// @throws BadInput if one of the two is missing, or the file is
  Optional<Credentials> credentials() throws BadInput, IOException {
    if (user == null) {
      if (passwordFile != null) {
        throw new BadInput("--password-file wants --user U beside it");
      }
      return Optional.empty();
    }
    if (passwordFile == null) {
      throw new BadInput(
          "--user wants --password-file F beside it: a password on the command line is seen by"
              + " everybody on this machine");
    }
    try {
      return Optional.of(new Credentials(user, Files.readString(passwordFile).strip()));
    } catch (NoSuchFileException e) {
      throw BadInput.at(passwordFile, 0, "there is no such file");
    }
  }

  /// What a camera says of itself when it is shown this.
  ///
  /// @throws BadInput if it does not answer, or takes neither user nor password
  DeviceFacts describe(OnvifAddress address) throws BadInput, IOException {
    try (var onvif =
        new Onvif(
            address, credentials(), CertificateJudge.firstSight(), Clocks.system(), Limits.USUAL)) {
      return onvif.describe();
    } catch (OnvifException e) {
      throw new BadInput(e.getMessage());
    }
  }

  /// The file as a configuration names it: from its own folder where it lies below, else in full.
  Optional<String> fileFor(@Nullable Path config) {
    if (passwordFile == null) {
      return Optional.empty();
    }
    var full = passwordFile.toAbsolutePath().normalize();
    if (config == null) {
      return Optional.of(full.toString());
    }
    var folder = folder(config);
    return Optional.of(
        full.startsWith(folder) ? folder.relativize(full).toString() : full.toString());
  }

  private static Path folder(Path config) {
    var parent = config.toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("/") : parent;
  }
}
