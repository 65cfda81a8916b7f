package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// Puts another device in the place of one camera's, in a configuration file that people have
/// written: only the lines that say where and how it is asked change.
final class DeviceEdit {

  /// What belongs to the device rather than to the camera.
  private static final List<String> KEYS =
      List.of(
          "main", "sub", "onvif", "user", "password", "password_file", "tls_fingerprint", "tls_ca");

  private DeviceEdit() {}

  /// @param values YAML by key; a key of the device that is missing here is taken out
  /// @throws BadInput if the file's form is not sure; it is as it was
  static void replace(Path file, String camera, Map<String, String> values)
      throws BadInput, IOException {
    edit(file, camera, values, true);
  }

  /// Does all that replacing does, but for the last step.
  static void check(Path file, String camera, Map<String, String> values)
      throws BadInput, IOException {
    edit(file, camera, values, false);
  }

  private static void edit(Path file, String camera, Map<String, String> values, boolean keep)
      throws BadInput, IOException {
    var lines = new ArrayList<>(Files.readString(file).lines().toList());
    var entry = entry(file, camera);
    if (!entry.isBlock()) {
      throw unsure(file, camera);
    }
    var missing = new LinkedHashMap<>(values);
    var gone = new TreeSet<Integer>();
    for (var key : KEYS) {
      var present = entry.find(key);
      if (present.isPresent()) {
        int number = present.get().begin().line();
        var line = lines.get(number);
        int begin = line.offsetByCodePoints(0, present.get().begin().column());
        if (present.get().end().line() != number
            || !line.substring(0, begin).matches("[ -]*" + key + "\\s*:\\s+")) {
          throw unsure(file, camera);
        }
        var value = missing.remove(key);
        if (value == null) {
          if (line.strip().startsWith("- ")) {
            throw unsure(file, camera);
          }
          gone.add(number);
        } else {
          int end = line.offsetByCodePoints(0, present.get().end().column());
          lines.set(number, line.substring(0, begin) + value + line.substring(end));
        }
      }
    }
    var main = entry.get("main");
    int indent = lines.get(main.begin().line()).indexOf("main");
    int at = main.begin().line() + 1;
    for (var more : missing.entrySet()) {
      lines.add(at++, " ".repeat(indent) + more.getKey() + ": " + more.getValue());
    }
    int added = missing.size();
    for (int number : gone.descendingSet()) {
      lines.remove(number > main.begin().line() ? number + added : number);
    }
    write(file, camera, lines, keep);
  }

  private static Document entry(Path file, String camera) throws BadInput {
    for (var entry : Document.read(file).get("cameras").list()) {
      if (entry.get("id").text().equals(camera)) {
        return entry;
      }
    }
    throw BadInput.at(file, 0, "has no camera " + camera);
  }

  /// Keeps the new text only if it says the same of everything but the device.
  private static void write(Path file, String camera, List<String> lines, boolean keep)
      throws BadInput, IOException {
    var before = TownConfig.read(file).cameras().stream().map(one -> kept(one, camera)).toList();
    var next = file.resolveSibling(file.getFileName() + ".new");
    try {
      ConfigEdit.create(
          next,
          Files.readAttributes(file, PosixFileAttributes.class),
          String.join("\n", lines) + "\n");
      var after = TownConfig.read(next).cameras().stream().map(one -> kept(one, camera)).toList();
      if (!after.equals(before)) {
        throw unsure(file, camera);
      }
      if (keep) {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /// What has to be the same afterwards.
  private static Object kept(CameraConfig one, String camera) {
    if (!one.id().value().equals(camera)) {
      return one;
    }
    return List.of(
        one.id(),
        one.name(),
        one.groups(),
        one.rules(),
        one.norm(),
        one.footage(),
        one.masks(),
        one.facesDwellings(),
        one.steer(),
        one.site());
  }

  private static BadInput unsure(Path file, String camera) {
    return BadInput.at(
        file,
        0,
        "the lines of %s have a form in which nothing can be replaced safely; with --print the new ones are shown instead"
            .formatted(camera));
  }

  /// The keys of a block that belong to the device.
  static Map<String, String> deviceOnly(Map<String, String> values) {
    var device = new LinkedHashMap<>(values);
    device.keySet().retainAll(Set.copyOf(KEYS));
    return device;
  }
}
