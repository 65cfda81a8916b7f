package org.vigie.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// Keeps an exercise apart from the town: where a folder is an exercise's, its configuration may
/// name simulated cameras only, nobody outside, and no other folder.
final class TrainingBounds {

  /// All that an exercise may say; whatever else there is would reach out of it.
  private static final Set<String> OF_A_TOWN =
      Set.of(
          "town",
          "profile",
          "listen",
          "sight",
          "zone",
          "location",
          "clips",
          "desk",
          "viewing",
          "map",
          "public",
          "log",
          "cameras");

  private static final Set<String> OF_A_CAMERA =
      Set.of(
          "id",
          "name",
          "groups",
          "place",
          "main",
          "sub",
          "rules",
          "norm",
          "privacy_masks",
          "faces_dwellings",
          "position",
          "field_of_view",
          "purpose");

  private static final List<String> FILES = List.of("rules", "privacy_masks");

  private TrainingBounds() {}

  /// Refuses what leaves an exercise; says nothing of any other town.
  ///
  /// @param folder of the configuration
  /// @param data the folder that it names
  static void check(Document document, Path folder, Path data) throws BadInput {
    if (!DemoMark.isTraining(folder) && !DemoMark.isTraining(data)) {
      return;
    }
    for (var said : document.entries().entrySet()) {
      if (!OF_A_TOWN.contains(said.getKey())) {
        throw said.getValue()
            .wrong(
                "has no place in an exercise, which keeps to its own folder and tells nobody:"
                    + " take it out, or configure a town in a folder of its own");
      }
    }
    for (var camera : document.get("cameras").list()) {
      camera(camera, folder);
    }
  }

  private static void camera(Document camera, Path folder) throws BadInput {
    var id = camera.get("id").text();
    for (var key : List.of("main", "sub")) {
      var address = camera.find(key);
      if (address.isPresent() && !TownConfig.isSimulated(address.get().text())) {
        throw address
            .get()
            .wrong(
                "of camera %s names a real camera, and this folder is an exercise's: what people"
                        .formatted(id)
                    + " do there must never be about a real street. Simulated ones are"
                    + " simulator:/ID/main and simulator:/ID/sub; ./vigie serve runs a town with"
                    + " real ones");
      }
    }
    for (var said : camera.entries().entrySet()) {
      if (!OF_A_CAMERA.contains(said.getKey())) {
        throw said.getValue()
            .wrong(
                "of camera %s reaches a real camera, or out of this folder, which is an exercise's: take it out"
                    .formatted(id));
      }
    }
    for (var key : FILES) {
      var file = camera.find(key);
      if (file.isPresent()
          && !file.get().isList()
          && !file.get().isMapping()
          && !folder.resolve(file.get().text()).normalize().startsWith(folder.normalize())) {
        throw file.get()
            .wrong(
                "of camera %s names a file outside this folder, which is an exercise's"
                    .formatted(id));
      }
    }
  }
}
