package org.vigie.recording;

import java.util.List;
import org.vigie.governance.Permit;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// What an authority has asked for: footage of some cameras and spans, to take away.
///
/// @param reference of the letter, such as `PV 2031/123`
/// @param authority that asks, such as a court or a service; also in the ledger
/// @param officer who receives it; in the package only, never in the ledger
/// @param pieces at least one
public record CaseOrder(String reference, String authority, String officer, List<Piece> pieces) {

  private static final int LONGEST = 200;

  /// One stretch of one camera.
  ///
  /// @param permit to EXPORT it; used once
  public record Piece(Permit permit, CameraId camera, Span span) {}

  /// @throws IllegalArgumentException with a plain message if a word is missing or too long, or
  ///     there is no piece
  public CaseOrder {
    require(reference, "the reference of the letter");
    require(authority, "the authority that asks");
    require(officer, "who receives it");
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("say which footage: a camera, from when and until when");
    }
  }

  private static void require(String word, String what) {
    if (word.isBlank() || word.length() > LONGEST || word.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "give %s in one line of 1 to %d characters".formatted(what, LONGEST));
    }
  }
}
