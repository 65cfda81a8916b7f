package org.vigie.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;
import org.vigie.rules.RulesFile;

/// Where the rules of a town's cameras lie.
final class TownRules {

  private TownRules() {}

  /// The rules file of each camera, in the configuration's order. Of one that names none it is
  /// `rules/CAMERA.yaml` beside the configuration, which need not be there.
  static Map<CameraId, Path> files(TownConfig config) {
    var files = new LinkedHashMap<CameraId, Path>();
    for (var camera : config.cameras()) {
      files.put(
          camera.id(),
          camera
              .rules()
              .orElseGet(() -> config.file().toAbsolutePath().resolveSibling(unnamed(camera.id())))
              .normalize());
    }
    return files;
  }

  /// Where the rules of a camera lie for which the configuration names no file, from its folder.
  static String unnamed(CameraId camera) {
    return "rules/" + camera + ".yaml";
  }

  /// Reads them all, to find what is wrong before anything is started.
  static void check(TownConfig config) throws BadInput {
    var cameras = new LinkedHashMap<Path, List<CameraId>>();
    files(config)
        .forEach(
            (camera, file) -> cameras.computeIfAbsent(file, f -> new ArrayList<>()).add(camera));
    for (var file : cameras.entrySet()) {
      var unused = RulesFile.read(file.getKey(), file.getValue());
    }
  }
}
