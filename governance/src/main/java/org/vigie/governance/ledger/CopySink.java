package org.vigie.governance.ledger;

import java.io.IOException;

/// Takes the files of a copy of the ledger, one after the other.
public interface CopySink {

  /// @param name with `/` between folders, such as `public/2031/checkpoint`
  /// @param bytes all of the file: at most a few hundred kilobytes
  void file(String name, byte[] bytes) throws IOException;
}
