package org.vigie.governance.openings;

import java.time.Duration;
import java.util.List;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.SealedReel;
import org.vigie.model.Span;

/// What a person asks two custodians to open.
///
/// @param person pseudonymous staff id of who asks
/// @param span what shall be seen or handed over
/// @param reason in their words, one line of at most 500 characters
/// @param life from the asking to the end of the opening, at most 24 h
/// @param reels that hold the span and are sealed, of all cameras that are asked for
public record OpeningOrder(
    String person,
    Span span,
    OpeningRequest.Use use,
    String reason,
    Duration life,
    List<SealedReel> reels) {

  public OpeningOrder {
    reels = List.copyOf(reels);
  }
}
