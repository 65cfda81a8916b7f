package org.vigie.onvif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// One of the streams that a camera offers, as it is set up now.
///
/// @param token what the camera calls it
/// @param name for people
/// @param source the camera's lens or input that it shows
/// @param picture what the camera calls the part of that source which it shows: masks are of it
/// @param codec `H264`, `H265`, `JPEG`, or whatever the camera says
/// @param width in pixels
/// @param height in pixels
/// @param framesPerSecond at most; 0 where the camera does not say
/// @param kilobitsPerSecond at most; 0 where the camera does not say
/// @param address of the stream, without user and password; absent where the camera gives none
/// @param moves whether the camera is moved through it
public record StreamProfile(
    String token,
    String name,
    String source,
    String picture,
    String codec,
    int width,
    int height,
    double framesPerSecond,
    int kilobitsPerSecond,
    Optional<String> address,
    boolean moves) {

  /// Whether Vigie can record it and see it.
  public boolean isUsable() {
    return address.isPresent()
        && (codec.equals("H264") || codec.equals("H265"))
        && width > 0
        && height > 0;
  }

  /// Pixels of one picture.
  public long pixels() {
    return (long) width * height;
  }

  /// For people: `main: H264 1920x1080, 25 pictures/s, 4096 kbit/s`.
  public String described() {
    var rate = framesPerSecond > 0 ? ", " + rate() + " pictures/s" : "";
    var bits = kilobitsPerSecond > 0 ? ", " + kilobitsPerSecond + " kbit/s" : "";
    return "%s: %s %dx%d%s%s".formatted(name, codec, width, height, rate, bits);
  }

  private String rate() {
    return BigDecimal.valueOf(framesPerSecond)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
