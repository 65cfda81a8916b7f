package org.vigie.eye.detect;

import java.io.IOException;
import org.vigie.model.Box;

/// A picture of which parts can be had in any size.
public interface Pixels {

  /// Pixels.
  int width();

  /// Pixels.
  int height();

  /// Scales a part of it.
  ///
  /// @param part fractions of the picture, within it
  /// @param width of what is wanted
  /// @param height of what is wanted
  /// @param bgr receives `width * height * 3` bytes: blue, green, red of each pixel, row by row
  void part(Box part, int width, int height, byte[] bgr) throws IOException;
}
