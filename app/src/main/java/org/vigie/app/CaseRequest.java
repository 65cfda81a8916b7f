package org.vigie.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What `vigie case` asks for.
///
/// @param letter its scan, absolute; empty for none
/// @param viewing whether a masked and marked copy goes with it
/// @param out absolute
record CaseRequest(
    String reference,
    String authority,
    String officer,
    List<Piece> footage,
    String letter,
    boolean viewing,
    Path out) {

  /// One stretch of one camera.
  record Piece(String camera, Instant from, Instant to) {}
}
