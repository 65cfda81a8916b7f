package org.vigie.model;

/// What the eye may say of a camera.
public enum SightMode {
  /// Block masks and health only: it exists to protect the people filmed; a recording act suffices.
  MASK,
  /// Tracks too: needs a detection act.
  WATCH,
  /// Nothing at all: pictures that people see are covered whole, and none is looked at.
  WHOLE
}
