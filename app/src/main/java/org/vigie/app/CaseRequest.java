package org.vigie.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What `vigie case` asks for.
///
/// @param letter its scan, absolute; empty for none
/// @param out absolute
record CaseRequest(
    String reference,
    String authority,
    String officer,
    List<Piece> footage,
    String letter,
    Path out) {

  /// One stretch of one camera.
  record Piece(String camera, Instant from, Instant to) {}
}
