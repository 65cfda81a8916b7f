package org.vigie.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.recording.CameraPlace;
import org.vigie.recording.VolumeSettings;

/// The volumes of the configuration, and where its cameras belong.
final class VolumesConfig {

  private static final Set<String> KEYS =
      Set.of("name", "folder", "quota", "reserve", "warn", "refuse", "takes_over", "own_disk");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(MB|GB|TB)");
  private static final long MEGA = 1_000_000;

  private VolumesConfig() {}

  /// One volume in the data folder where the configuration names none.
  ///
  /// @param folder where relative paths start
  static List<VolumeSettings> read(Document document, Path folder, Path data) throws BadInput {
    var list = document.find("volumes");
    if (list.isEmpty()) {
      return List.of(VolumeSettings.usual(VolumeSettings.MAIN, data.resolve("footage")));
    }
    var volumes = new ArrayList<VolumeSettings>();
    var names = new HashSet<String>();
    var folders = new HashSet<Path>();
    for (var entry : list.get().list()) {
      entry.fields(KEYS);
      var volume = volume(entry, folder);
      if (!names.add(volume.name())) {
        throw entry.get("name").wrong("two volumes are called " + volume.name());
      }
      if (!folders.add(volume.folder())) {
        throw entry.get("folder").wrong("two volumes lie in " + volume.folder());
      }
      volumes.add(volume);
    }
    if (volumes.isEmpty()) {
      throw list.get().wrong("should name a volume; leave it out for one in the data folder");
    }
    return volumes;
  }

  private static VolumeSettings volume(Document entry, Path folder) throws BadInput {
    var name = entry.get("name");
    if (!NAME.matcher(name.text()).matches()) {
      throw name.wrong("should be 1 to 40 lower-case letters, digits and hyphens");
    }
    var usual =
        VolumeSettings.usual(name.text(), folder.resolve(entry.get("folder").text()).normalize());
    return new VolumeSettings(
        usual.name(),
        usual.folder(),
        bytes(entry, "quota", usual.quotaBytes()),
        bytes(entry, "reserve", usual.reserveBytes()),
        length(entry, "warn", usual.warnFor()),
        length(entry, "refuse", usual.refuseFor()),
        yes(entry, "takes_over", usual.takesOver()),
        yes(entry, "own_disk", usual.ownDisk()));
  }

  /// Where a camera's footage belongs.
  static CameraPlace place(Document camera, List<VolumeSettings> volumes) throws BadInput {
    var volume = named(camera, "volume", volumes);
    var copy = named(camera, "copy_to", volumes);
    if (copy.isPresent() && copy.equals(volume)) {
      throw camera.get("copy_to").wrong("is the camera's own volume; name another one");
    }
    if (copy.isPresent() && volumes.size() < 2) {
      throw camera.get("copy_to").wrong("needs a second volume");
    }
    return new CameraPlace(volume, copy);
  }

  private static Optional<String> named(Document camera, String key, List<VolumeSettings> volumes)
      throws BadInput {
    var value = camera.find(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var name = value.get().text();
    if (volumes.stream().noneMatch(volume -> volume.name().equals(name))) {
      throw value
          .get()
          .wrong(
              "there is no volume called '%s'; there are %s"
                  .formatted(name, volumes.stream().map(VolumeSettings::name).toList()));
    }
    return Optional.of(name);
  }

  private static long bytes(Document entry, String key, long usual) throws BadInput {
    var value = entry.find(key);
    if (value.isEmpty()) {
      return usual;
    }
    return bytes(value.get().text())
        .orElseThrow(
            () -> value.get().wrong("should be a size with its unit: 500 MB, 20 GB, 4 TB"));
  }

  /// A size as people write it on disks: decimal units.
  static Optional<Long> bytes(String text) {
    var match = SIZE.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "MB" -> count * MEGA;
          case "GB" -> count * MEGA * 1_000;
          default -> count * MEGA * 1_000_000;
        });
  }

  private static Duration length(Document entry, String key, Duration usual) throws BadInput {
    var value = entry.find(key);
    return value.isEmpty() ? usual : value.get().duration();
  }

  private static boolean yes(Document entry, String key, boolean usual) throws BadInput {
    var value = entry.find(key);
    return value.isEmpty() ? usual : value.get().yes();
  }
}
