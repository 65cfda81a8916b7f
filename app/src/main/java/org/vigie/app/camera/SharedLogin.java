package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// One account of one device, and the cameras of the configuration that use it: a device with
/// several lenses stands there several times and has one password.
///
/// @param cameras at least one
record SharedLogin(List<CameraConfig> cameras) {

  private static final String PASSWORD_FILE = "password_file";
  private static final int MOST_NAMES = 1000;

  SharedLogin {
    cameras = List.copyOf(cameras);
  }

  CameraConfig first() {
    return cameras.getFirst();
  }

  /// `gate`, or `gate, yard` of a device that is two cameras.
  String shown() {
    return String.join(", ", cameras.stream().map(camera -> camera.id().value()).toList());
  }

  /// All of a town that can be asked with a user and a password, one for each account.
  static List<SharedLogin> of(TownConfig town) {
    var accounts = new LinkedHashMap<String, List<CameraConfig>>();
    for (var camera : town.cameras()) {
      var address = AskedCamera.address(camera);
      if (camera.login().isPresent() && address.isPresent()) {
        accounts
            .computeIfAbsent(
                address.get().uri().getHost()
                    + " "
                    + address.get().uri().getPort()
                    + " "
                    + camera.login().get().user(),
                key -> new ArrayList<>())
            .add(camera);
      }
    }
    return accounts.values().stream().map(SharedLogin::new).toList();
  }

  /// The file of its password. Where that stands in the configuration itself, or in a file that
  /// other devices use too, it gets a file of its own first, which the configuration then names:
  /// the same password, so that the camera opens at each step.
  SecretFile secret(TownConfig town) throws BadInput, IOException {
    var config = town.file();
    var own = ownFile(config);
    if (own != null) {
      return new SecretFile(own);
    }
    var name = make(config);
    for (var camera : cameras) {
      ConfigEdit.passwordFile(config, camera.id().value(), name);
    }
    return new SecretFile(folder(config).resolve(name));
  }

  /// Whether a next password lies beside its file: a change has begun and is not over.
  boolean isBegun(Path config) {
    try {
      var own = ownFile(config);
      return own != null && Files.exists(new SecretFile(own).nextFile());
    } catch (BadInput e) {
      return true;
    }
  }

  /// Makes its own file, under the first name that nothing has: what is there, whosever it is,
  /// stays.
  private String make(Path config) throws IOException {
    for (int number = 1; ; number++) {
      var name = "passwords/%s%s.txt".formatted(first().id(), number == 1 ? "" : "-" + number);
      var file = folder(config).resolve(name);
      // One that stands beside it would be taken for a change of this one's that broke off.
      if (number < MOST_NAMES && Files.exists(new SecretFile(file).nextFile())) {
        continue;
      }
      try {
        SecretFile.make(file, first().login().orElseThrow().password(), config);
        return name;
      } catch (FileAlreadyExistsException e) {
        if (number == MOST_NAMES) {
          throw e;
        }
      }
    }
  }

  private static Path folder(Path config) {
    var parent = config.toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  /// The one file that all its cameras name and nobody else does; null if there is none.
  private @org.jspecify.annotations.Nullable Path ownFile(Path config) throws BadInput {
    Path found = null;
    int named = 0;
    for (var entry : Document.read(config).get("cameras").list()) {
      var key = entry.find(PASSWORD_FILE);
      if (key.isEmpty()) {
        continue;
      }
      var file = folder(config).resolve(key.get().text()).normalize();
      boolean mine =
          cameras.stream()
              .anyMatch(
                  camera -> {
                    try {
                      return camera.id().value().equals(entry.get("id").text());
                    } catch (BadInput e) {
                      return false;
                    }
                  });
      if (mine) {
        if (found != null && !found.equals(file)) {
          return null;
        }
        found = file;
        named++;
      }
    }
    if (found == null || named < cameras.size()) {
      return null;
    }
    for (var entry : Document.read(config).get("cameras").list()) {
      var key = entry.find(PASSWORD_FILE);
      var id = entry.get("id").text();
      if (key.isPresent()
          && folder(config).resolve(key.get().text()).normalize().equals(found)
          && cameras.stream().noneMatch(camera -> camera.id().value().equals(id))) {
        return null;
      }
    }
    return found;
  }
}
