package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.LegalProfile;
import org.vigie.model.CameraId;

/// The files that a town's configuration consists of, and where each lies in a backup: the
/// configuration and what it names by a relative path keep their places to each other; what it
/// names elsewhere is kept under `elsewhere` with its whole path.
///
/// @param config where the configuration itself lies, from the data folder
/// @param files by that place
/// @param elsewhere those of them that were named by a path of their own
record ConfigFiles(String config, Map<String, Path> files, List<String> elsewhere) {

  private static final String BESIDE = "config/";
  private static final String ELSEWHERE = "elsewhere";
  private static final String SIGNATURE = ".sig";

  ConfigFiles {
    files = Map.copyOf(files);
    elsewhere = List.copyOf(elsewhere);
  }

  static ConfigFiles of(TownConfig config) throws BadInput, IOException {
    var file = config.file().toAbsolutePath().normalize();
    var gathering = new Gathering(file, config.data().toAbsolutePath().normalize());
    gathering.put(String.valueOf(file.getFileName()), file);
    var document = Document.read(file);
    gathering.folder(document.find("acts").isPresent() ? document.get("acts").text() : "acts");
    if (!LegalProfile.builtInNames().contains(config.profile())) {
      gathering.signed(config.profile());
    }
    gathering.named(document.find("tls"), "certificate", "key");
    gathering.named(document.find("sight"), "model");
    var map = document.find("map");
    gathering.named(map, "tiles");
    if (map.isPresent() && map.get().find("layers").isPresent()) {
      for (var layer : map.get().get("layers").list()) {
        gathering.named(Optional.of(layer), "file");
      }
    }
    var receivers = document.find("tell");
    if (receivers.isPresent()) {
      for (var receiver : receivers.get().list()) {
        gathering.named(receiver.find("mail"), "password_file", "ca");
        gathering.named(receiver.find("mqtt"), "password_file", "ca");
        gathering.named(receiver.find("webhook"), "secret_file", "ca");
      }
    }
    for (var camera : document.get("cameras").list()) {
      gathering.named(Optional.of(camera), "rules", "password_file", "tls_ca");
      if (camera.find("rules").isEmpty()) {
        var unnamed = TownRules.unnamed(new CameraId(camera.get("id").text()));
        gathering.put(unnamed, gathering.folder.resolve(unnamed));
      }
      var masks = camera.find("privacy_masks");
      if (masks.isPresent() && !masks.get().isList()) {
        gathering.named(Optional.of(camera), "privacy_masks");
      }
    }
    return new ConfigFiles(
        gathering.prefix + file.getFileName(), gathering.files, gathering.elsewhere);
  }

  /// Gathers them.
  private static final class Gathering {

    private final Path folder;
    private final String prefix;
    private final Map<String, Path> files = new TreeMap<>();
    private final List<String> elsewhere = new ArrayList<>();

    Gathering(Path config, Path data) {
      var above = config.getParent();
      this.folder = above == null ? Path.of("/") : above;
      this.prefix = folder.equals(data) ? "" : BESIDE;
    }

    void named(Optional<Document> section, String... keys) throws BadInput {
      if (section.isPresent()) {
        for (var key : keys) {
          var value = section.get().find(key);
          if (value.isPresent()) {
            put(value.get().text(), folder.resolve(value.get().text()));
          }
        }
      }
    }

    void signed(String name) {
      put(name, folder.resolve(name));
      put(name + SIGNATURE, folder.resolve(name + SIGNATURE));
    }

    void folder(String name) throws IOException {
      var path = folder.resolve(name);
      if (Files.isDirectory(path)) {
        try (var list = Files.list(path)) {
          for (var one : list.sorted().toList()) {
            put(name + "/" + one.getFileName(), one);
          }
        }
      }
    }

    /// What is not there, such as a model that is named by its hash, is left out.
    void put(String name, Path path) {
      if (!Files.isRegularFile(path)) {
        return;
      }
      var written = Path.of(name).normalize();
      if (!written.isAbsolute() && !written.startsWith("..")) {
        files.put(prefix + written, path);
        return;
      }
      var whole = path.toAbsolutePath().normalize().toString();
      if (files.put(ELSEWHERE + whole, path) == null) {
        elsewhere.add(whole);
      }
    }
  }
}
