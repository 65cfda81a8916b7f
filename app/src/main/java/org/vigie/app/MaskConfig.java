package org.vigie.app;

import java.nio.file.Path;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.desk.masks.MaskPolygons;
import org.vigie.desk.masks.MaskSet;
import org.vigie.model.PrivacyMasks;

/// Reads a camera's `privacy_masks`: polygons, of one that turns for each preset, or the file that
/// lists them.
final class MaskConfig {

  private MaskConfig() {}

  static Optional<PrivacyMasks> read(Document camera, Path folder) throws BadInput {
    var value = camera.find("privacy_masks");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var masks =
        value.get().isList() || value.get().isMapping()
            ? value.get()
            : Document.read(folder.resolve(value.get().text()).normalize());
    var set = MaskSet.read(masks);
    if (set.isEmpty()) {
      throw masks.wrong(
          "should list 1 to " + MaskPolygons.MOST_ZONES + " polygons; leave it out for no mask");
    }
    boolean turned = camera.find("steer").isPresent();
    if (turned && set.presets().isEmpty()) {
      throw value
          .get()
          .wrong(
              "should say for which preset each polygon is, beside steer: a window lies there in one"
                  + " view only. Write {\"The gate\": [[[x, y], ...]]}, and [] for a preset in whose"
                  + " view nothing is to be covered; between them everything is");
    }
    if (!turned && !set.presets().isEmpty()) {
      throw value.get().wrong("names presets, and nobody steers this camera: list polygons alone");
    }
    return Optional.of(new PrivacyMasks(set.zones(), set.presets()));
  }
}
