package org.vigie.model;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigie.base.Sha256;

/// What one camera may never show, such as the windows of dwellings: polygons that are painted over
/// before a picture is stored, analysed or shown, for good.
///
/// @param zones polygons of at least three corners, in fractions of the picture; at least one, but
///     none of a camera that turns
/// @param presets of a camera that turns: the polygons for each place that it remembers, by that
///     place's name or token. From a place that is not here everything is covered; from one without
///     polygons nothing is
public record PrivacyMasks(List<List<Point>> zones, Map<String, List<List<Point>>> presets) {

  private static final int VERSION_DIGITS = 12;

  public PrivacyMasks {
    zones = zones.stream().map(List::copyOf).toList();
    var copy = new TreeMap<String, List<List<Point>>>();
    presets.forEach((name, at) -> copy.put(name, at.stream().map(List::copyOf).toList()));
    presets = Collections.unmodifiableSortedMap(copy);
    if (zones.isEmpty() == presets.isEmpty()
        || zones.stream().anyMatch(zone -> zone.size() < 3)
        || copy.values().stream().flatMap(List::stream).anyMatch(zone -> zone.size() < 3)) {
      throw new IllegalArgumentException("a privacy mask has at least one zone of three corners");
    }
  }

  /// Of a camera that does not turn.
  public PrivacyMasks(List<List<Point>> zones) {
    this(zones, Map.of());
  }

  /// All polygons, whatever view they are for.
  public List<List<Point>> all() {
    return Stream.concat(zones.stream(), presets.values().stream().flatMap(List::stream)).toList();
  }

  /// Whether they belong to places of a camera that turns.
  public boolean ofPresets() {
    return !presets.isEmpty();
  }

  /// Names exactly these polygons: the first digits of the SHA-256 of [#text].
  public String version() {
    return Sha256.hex(text().getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_DIGITS);
  }

  /// The polygons, one a line: corners in turn, five digits behind the point, `x,y x,y x,y`. Of a
  /// camera that turns each place's name comes first, on a line of its own behind an `@`.
  public String text() {
    var text = new StringBuilder();
    add(zones, text);
    presets.forEach(
        (name, at) -> {
          text.append('@').append(name).append('\n');
          add(at, text);
        });
    return text.toString();
  }

  private static void add(List<List<Point>> zones, StringBuilder text) {
    for (var zone : zones) {
      for (var corner : zone) {
        text.append(String.format(Locale.ROOT, "%.5f,%.5f ", corner.x(), corner.y()));
      }
      text.setCharAt(text.length() - 1, '\n');
    }
  }
}
