package org.vigie.link.detector;

/// How a detector lays out what it says. All of them are boxes and scores; there is no other kind.
public enum DetectorLayout {
  /// One output, `[1, N, 5 + labels]`: centre and size yet to be decoded with the strides of the
  /// grids, how sure it is that there is something, and a score for each label.
  YOLOX,
  /// Two outputs, `[1, N, 5]` (left, top, right, bottom in pixels of the input, score) and `[1, N]`
  /// (the label's number); doubles are removed already.
  RTMDET,
  /// One output, `[1, 5 + labels, rows, columns]`: for each place of one grid how sure it is, the
  /// box beside the place, and a score for each label.
  FASTESTDET,
  /// One output, `[N, 6]` or `[1, N, 6]`: left, top, right, bottom in pixels of the input, score,
  /// the label's number; doubles may or may not be removed.
  PLAIN
}
