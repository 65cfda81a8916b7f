package org.vigie.link.detector;

import java.util.List;

/// What a detector wants to be shown. Each number it gets is `(sample - mean) / deviation`, samples
/// from 0 to 255, planes in the order of `channels`.
///
/// @param width pixels, 32 to 2048
/// @param height pixels, 32 to 2048
/// @param letterbox keeps the shape of what is shown, at the top left, the rest filled; else it is
///     stretched
/// @param fill the grey of the rest, 0 to 255
/// @param mean three numbers, in the order of `channels`
/// @param deviation three numbers other than 0
public record DetectorInput(
    int width,
    int height,
    Channels channels,
    boolean letterbox,
    int fill,
    List<Double> mean,
    List<Double> deviation) {

  /// The order of the colour planes.
  public enum Channels {
    RGB,
    BGR
  }

  public DetectorInput {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }
}
