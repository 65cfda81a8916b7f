package org.vigie.app.signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.desk.outside.OutsideSource;
import org.vigie.model.CameraId;

/// Reads which systems outside may say something: the town's `signals`. Without it none may.
public final class SignalConfig {

  private static final int MOST = 32;
  private static final int LONGEST_LABEL = 80;
  private static final Set<String> KEYS = Set.of("name", "label", "secret_file", "cameras");

  private SignalConfig() {}

  /// @param folder where relative paths start
  /// @param cameras those of the town
  public static List<OutsideSource> read(Document document, Path folder, Set<CameraId> cameras)
      throws BadInput {
    var list = document.find("signals");
    if (list.isEmpty()) {
      return List.of();
    }
    var sources = new ArrayList<OutsideSource>();
    var names = new HashSet<String>();
    for (var item : list.get().list()) {
      item.fields(KEYS);
      var source = source(item, folder, cameras);
      if (!names.add(source.name())) {
        throw item.get("name").wrong("stands here twice; each source needs a name of its own");
      }
      sources.add(source);
    }
    if (sources.size() > MOST) {
      throw list.get().wrong("should be at most " + MOST + " sources");
    }
    return List.copyOf(sources);
  }

  private static OutsideSource source(Document item, Path folder, Set<CameraId> cameras)
      throws BadInput {
    var name = item.get("name");
    if (!name.text().matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw name.wrong("should be 1 to 40 lower-case letters, digits and hyphens");
    }
    var label = item.get("label");
    if (label.text().isBlank() || label.text().length() > LONGEST_LABEL) {
      throw label.wrong("should be 1 to " + LONGEST_LABEL + " characters, for people");
    }
    var named = new HashSet<CameraId>();
    for (var camera : item.get("cameras").list()) {
      if (!CameraId.isValid(camera.text()) || !cameras.contains(new CameraId(camera.text()))) {
        throw camera.wrong("is no camera of this town");
      }
      named.add(new CameraId(camera.text()));
    }
    var file = TownConfig.existing(item, "secret_file", folder);
    try {
      var secret = Files.readString(file).lines().findFirst().orElse("").strip();
      return OutsideSource.of(name.text(), label.text().strip(), secret, named);
    } catch (IOException e) {
      throw item.get("secret_file").wrong("cannot be read: " + e.getMessage());
    } catch (BadInput e) {
      throw item.get("secret_file").wrong(e.what());
    }
  }
}
