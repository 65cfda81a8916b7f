package org.vigie.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.vigie.base.Sha256;

/// What one camera may never show, such as the windows of dwellings: polygons that are painted over
/// before a picture is stored, analysed or shown, for good.
///
/// @param zones at least one polygon of at least three corners, in fractions of the picture
public record PrivacyMasks(List<List<Point>> zones) {

  private static final int VERSION_DIGITS = 12;

  public PrivacyMasks {
    zones = zones.stream().map(List::copyOf).toList();
    if (zones.isEmpty() || zones.stream().anyMatch(zone -> zone.size() < 3)) {
      throw new IllegalArgumentException("a privacy mask has at least one zone of three corners");
    }
  }

  /// Names exactly these polygons: the first digits of the SHA-256 of [#text].
  public String version() {
    return Sha256.hex(text().getBytes(StandardCharsets.US_ASCII)).substring(0, VERSION_DIGITS);
  }

  /// The polygons, one a line: corners in turn, five digits behind the point, `x,y x,y x,y`.
  public String text() {
    var text = new StringBuilder();
    for (var zone : zones) {
      for (var corner : zone) {
        text.append(String.format(Locale.ROOT, "%.5f,%.5f ", corner.x(), corner.y()));
      }
      text.setCharAt(text.length() - 1, '\n');
    }
    return text.toString();
  }
}
