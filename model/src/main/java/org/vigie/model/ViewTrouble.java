package org.vigie.model;

/// Why a camera does not see as it should. About the camera, never about what it shows.
public enum ViewTrouble {
  /// Nearly all of the picture is white, black or one grey: a lamp in its eyes, the night, fog.
  BLINDED,
  /// The picture has lost its fine detail: focus, dirt, water on the glass.
  DEFOCUSED,
  /// It looks elsewhere than when the view was learnt.
  MOVED,
  /// Something lies over the lens.
  COVERED
}
