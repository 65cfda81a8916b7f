package org.vigie.verify.witness;

import java.io.IOException;
import java.nio.file.Path;
import org.vigie.verify.CosignerKey;

/// Brings cosigned checkpoints to the town.
interface Delivery {

  /// @return where it was brought, for people
  /// @throws IOException if it did not arrive
  String bring(String cosigned) throws IOException;

  /// Leaves them in the witness' own folder.
  static Delivery nowhere() {
    return cosigned -> "kept here";
  }

  /// Writes a file named after the key, in the place of the one before.
  static Delivery into(Path folder, CosignerKey key) {
    var file = folder.resolve(key.idText() + ".cosigned");
    return cosigned -> {
      DurableFile.replace(file, cosigned);
      return "written to " + file;
    };
  }
}
