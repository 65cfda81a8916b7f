package org.vigie.model;

import java.time.Duration;
import java.util.List;

/// What is painted over of a camera's pictures, picture after picture. Safe for any thread.
public interface MaskCover {

  /// Nobody waits longer for it.
  Duration LONGEST_WAIT = Duration.ofMillis(1500);

  /// Everything.
  List<List<Point>> WHOLE =
      List.of(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1)));

  /// The polygons that are painted over a picture, in fractions of it; none for a view of which
  /// somebody has said that nothing in it is to be covered. May wait, at most [#LONGEST_WAIT],
  /// until it is known what the picture shows; whatever is not known then is [#WHOLE].
  ///
  /// @param taken at the latest when it was taken, of the elapsed clock
  /// @param received when it came, of the elapsed clock
  List<List<Point>> over(Duration taken, Duration received) throws InterruptedException;

  /// The same for every picture: of a camera that does not turn.
  static MaskCover always(PrivacyMasks masks) {
    return (taken, received) -> masks.zones();
  }
}
