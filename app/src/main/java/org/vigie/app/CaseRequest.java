package org.vigie.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What `vigie case` asks for.
///
/// @param out absolute
record CaseRequest(
    String reference, String authority, String officer, List<Piece> footage, Path out) {

  /// One stretch of one camera.
  record Piece(String camera, Instant from, Instant to) {}
}
