package org.vigie.app;

import java.nio.file.Path;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.desk.masks.MaskPolygons;
import org.vigie.model.PrivacyMasks;

/// Reads a camera's `privacy_masks`: polygons, or the file that lists them.
final class MaskConfig {

  private MaskConfig() {}

  static Optional<PrivacyMasks> read(Document camera, Path folder) throws BadInput {
    var value = camera.find("privacy_masks");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var list =
        value.get().isList()
            ? value.get()
            : Document.read(folder.resolve(value.get().text()).normalize());
    var zones = MaskPolygons.read(list);
    if (zones.isEmpty()) {
      throw list.wrong(
          "should list 1 to " + MaskPolygons.MOST_ZONES + " polygons; leave it out for no mask");
    }
    return Optional.of(new PrivacyMasks(zones));
  }
}
