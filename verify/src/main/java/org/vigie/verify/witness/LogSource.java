package org.vigie.verify.witness;

import java.io.IOException;
import java.util.Optional;

/// Where a log's public files are read: a folder, or a web server.
interface LogSource {

  /// A file, by its path below the place.
  ///
  /// @param mostBytes more is an error
  /// @return empty if there is none
  Optional<byte[]> find(String path, int mostBytes) throws IOException;

  /// What stands before the paths of the newest log: `2031/`, or nothing where the place holds one
  /// log only.
  Optional<String> newest() throws IOException;

  /// The place, for people.
  String place();
}
