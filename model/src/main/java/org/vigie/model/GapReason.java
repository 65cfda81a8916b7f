package org.vigie.model;

/// Why a camera has no footage for a stretch of time. Order and names are stored: only append.
public enum GapReason {
  /// No recording act covers the camera.
  NO_ACT,
  /// The camera does not answer, or has stopped sending pictures.
  CAMERA_LOST,
  /// The camera answers but will not, or cannot, send what can be recorded: wrong password, unknown
  /// codec, no such stream.
  CAMERA_REFUSED,
  /// This machine could not keep up.
  OVERLOAD,
  /// The disk is full, or a write or flush failed.
  DISK,
  /// The wall clock stepped.
  CLOCK,
  /// Vigie was stopped, or died and came back.
  RESTART,
  /// An operator or administrator took the camera out of service.
  STOPPED,
  /// The program that burns this camera's privacy masks in was not there; without it nothing of the
  /// camera is stored.
  BURNER,
  /// The law or its act wants this time left out.
  MASKED_BY_LAW
}
