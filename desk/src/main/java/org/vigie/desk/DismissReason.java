package org.vigie.desk;

/// Why there is nothing to act on. The closed list, in the order of the keys 1 to 9. Names are
/// stored: only append.
public enum DismissReason {
  /// Nothing is to be seen where the boxes are.
  NOTHING_THERE,
  LIGHT_OR_SHADOW,
  /// Rain, snow, wind in the leaves.
  WEATHER,
  ANIMAL,
  /// Someone who may be there: staff, works, deliveries.
  AUTHORISED,
  /// People or vehicles, but not the event.
  ORDINARY,
  /// The zone or line is drawn in the wrong place.
  WRONG_PLACE,
  DRILL,
  /// Needs a note.
  OTHER
}
