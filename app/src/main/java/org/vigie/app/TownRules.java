package org.vigie.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;
import org.vigie.rules.RulesFile;

/// Where the rules of a town's cameras lie.
public final class TownRules {

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

  /// Nothing is drawn for what flies or is worn, not even in a file that nothing names.
  private static void refuseForSources(TownConfig config) throws BadInput {
    for (var camera : config.cameras()) {
      var file = config.file().toAbsolutePath().resolveSibling(unnamed(camera.id()));
      if (camera.source().isPresent() && Files.exists(file)) {
        throw BadInput.at(
            file, 1, camera.id() + ": this file " + SourceConfig.why(camera.source().get().kind()));
      }
    }
  }

  /// Where the rules of a camera lie for which the configuration names no file, from its folder.
  static String unnamed(CameraId camera) {
    return "rules/" + camera + ".yaml";
  }

  /// The presets for which zones and rules of a camera are drawn.
  public static Set<String> presets(TownConfig config, CameraId camera) throws BadInput {
    var file = files(config).get(camera);
    if (file == null) {
      return Set.of();
    }
    var sharing =
        files(config).entrySet().stream()
            .filter(one -> one.getValue().equals(file))
            .map(Map.Entry::getKey)
            .toList();
    return RulesFile.read(file, sharing).of(camera).book().presets().names();
  }

  /// Reads them all, to find what is wrong before anything is started.
  static void check(TownConfig config) throws BadInput {
    refuseForSources(config);
    var steered =
        config.cameras().stream()
            .filter(camera -> camera.steer().isPresent())
            .map(CameraConfig::id)
            .toList();
    var cameras = new LinkedHashMap<Path, List<CameraId>>();
    files(config)
        .forEach(
            (camera, file) -> cameras.computeIfAbsent(file, f -> new ArrayList<>()).add(camera));
    for (var file : cameras.entrySet()) {
      var read = RulesFile.read(file.getKey(), file.getValue());
      for (var camera : file.getValue()) {
        var presets = read.of(camera).book().presets().names();
        if (!presets.isEmpty() && !steered.contains(camera)) {
          throw BadInput.at(
              file.getKey(),
              0,
              "camera %s: what is drawn for preset %s is never judged, since nobody steers this camera; give it steer in the configuration, or leave preset out"
                  .formatted(camera, String.join(", ", presets)));
        }
      }
    }
  }
}
