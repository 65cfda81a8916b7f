package org.vigie.server;

import java.io.IOException;
import java.nio.file.Path;
import org.vigie.governance.keys.AccessKeys;
import org.vigie.server.access.AccessFolder;
import org.vigie.server.access.CopyShelf;

/// What is kept of requests for access beside the ledger.
record AccessStores(AccessFolder folder, CopyShelf shelf) {

  /// Opens it in a data folder: `access/` and `access-copies/`.
  static AccessStores open(Path data, AccessKeys keys) throws IOException {
    return new AccessStores(
        AccessFolder.open(data.resolve("access")),
        CopyShelf.open(data.resolve("access-copies"), keys));
  }
}
