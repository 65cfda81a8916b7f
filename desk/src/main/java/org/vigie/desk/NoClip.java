package org.vigie.desk;

/// Why no clip of an alert is kept. Names are stored: only append.
public enum NoClip {
  /// The alert is older than the keeping of clips.
  BEFORE,
  /// Nothing was recorded there, or it could not be read.
  NO_FOOTAGE,
  /// The eye that makes masked copies was not there.
  NO_EYE,
  /// The disk of the data folder had no room.
  NO_ROOM,
  /// It could not be written, or not be entered into the ledger.
  NOT_WRITTEN,
  /// Too many were to be made at once.
  TOO_MANY,
  /// It was there, and cannot be read any more.
  LOST
}
