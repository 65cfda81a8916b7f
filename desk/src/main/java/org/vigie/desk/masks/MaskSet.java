package org.vigie.desk.masks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.model.MaskCover;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;

/// Masks as one source says them: the configuration, or what people have drawn. Of a camera that
/// turns, those of each place that it remembers; see [PrivacyMasks]. Immutable.
///
/// @param zones of a camera that does not turn
/// @param presets of one that does; a place without polygons is one in whose view nothing is to be
///     covered
public record MaskSet(List<List<Point>> zones, Map<String, List<List<Point>>> presets) {

  public static final MaskSet NONE = new MaskSet(List.of(), Map.of());

  private static final int MOST_PRESETS = 32;
  private static final int LONGEST_NAME = 60;

  public MaskSet {
    zones = zones.stream().map(List::copyOf).toList();
    var copy = new TreeMap<String, List<List<Point>>>();
    presets.forEach((name, at) -> copy.put(name, at.stream().map(List::copyOf).toList()));
    presets = Collections.unmodifiableSortedMap(copy);
  }

  /// Of a camera that does not turn.
  public static MaskSet of(List<List<Point>> zones) {
    return new MaskSet(zones, Map.of());
  }

  /// Reads a list of polygons, or a mapping from names or tokens of presets to such lists.
  ///
  /// @throws BadInput naming file, line and what would be right
  public static MaskSet read(Document masks) throws BadInput {
    if (!masks.isMapping()) {
      return of(MaskPolygons.read(masks));
    }
    var presets = new TreeMap<String, List<List<Point>>>();
    for (var entry : masks.entries().entrySet()) {
      var name = entry.getKey().strip();
      if (!isName(name)) {
        throw entry.getValue().wrong(NAME_WANTED);
      }
      presets.put(name, MaskPolygons.read(entry.getValue()));
    }
    if (presets.size() > MOST_PRESETS) {
      throw masks.wrong("should be for at most " + MOST_PRESETS + " presets");
    }
    return new MaskSet(List.of(), presets);
  }

  private static final String NAME_WANTED =
      "should stand under the name or token of a preset that the camera remembers, of 1 to "
          + LONGEST_NAME
          + " characters";

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(Character::isISOControl);
  }

  /// As a file of `privacy_masks`, one polygon a line.
  public String write() {
    if (presets.isEmpty()) {
      return MaskPolygons.write(zones);
    }
    return presets.entrySet().stream()
        .map(
            at ->
                "\"%s\":%s"
                    .formatted(
                        at.getKey().replace("\\", "\\\\").replace("\"", "\\\""),
                        at.getValue().isEmpty()
                            ? " []\n"
                            : "\n" + MaskPolygons.write(at.getValue())))
        .collect(Collectors.joining());
  }

  public boolean isEmpty() {
    return zones.isEmpty() && presets.isEmpty();
  }

  /// As they are after they have been written and read again.
  MaskSet rounded() {
    var at = new TreeMap<String, List<List<Point>>>();
    presets.forEach((name, polygons) -> at.put(name, MaskPolygons.rounded(polygons)));
    return new MaskSet(MaskPolygons.rounded(zones), at);
  }

  /// Both together.
  MaskSet and(MaskSet other) {
    var at = new TreeMap<String, List<List<Point>>>(presets);
    other.presets.forEach((name, polygons) -> at.merge(name, polygons, MaskSet::joined));
    return new MaskSet(joined(zones, other.zones), at);
  }

  private static List<List<Point>> joined(List<List<Point>> some, List<List<Point>> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /// What is painted over; nothing where no mask is.
  Optional<PrivacyMasks> inForce() {
    return isEmpty() ? Optional.empty() : Optional.of(new PrivacyMasks(zones, presets));
  }

  /// Whether something that was covered before is not any more. Of a camera that turns all of every
  /// view was covered for which nothing was said, once anything was said.
  boolean uncoversOf(MaskSet before) {
    if (MaskPolygons.uncovers(before.zones, zones)) {
      return true;
    }
    if (before.presets.isEmpty()) {
      return false;
    }
    return presets.isEmpty()
        || presets.entrySet().stream()
            .anyMatch(
                at ->
                    MaskPolygons.uncovers(
                        before.presets.getOrDefault(at.getKey(), MaskCover.WHOLE), at.getValue()));
  }

  /// What is wrong with them on a camera, behind the key where that is; nothing where all is well.
  ///
  /// @param turned whether people steer the camera
  Optional<Fault> fault(boolean turned) {
    if (turned && !zones.isEmpty()) {
      return Optional.of(
          new Fault("masks", "This camera can be turned: say for which preset each mask is."));
    }
    if (!turned && !presets.isEmpty()) {
      return Optional.of(
          new Fault("masks", "Nobody steers this camera: its masks are for no preset."));
    }
    if (presets.size() > MOST_PRESETS) {
      return Optional.of(new Fault("masks", "Masks are for at most " + MOST_PRESETS + " presets."));
    }
    for (var at : presets.entrySet()) {
      if (!isName(at.getKey())) {
        return Optional.of(new Fault("masks", "Masks " + NAME_WANTED + "."));
      }
      var fault = fault(at.getValue(), "masks." + at.getKey());
      if (fault.isPresent()) {
        return fault;
      }
    }
    return fault(zones, "masks");
  }

  private static Optional<Fault> fault(List<List<Point>> polygons, String key) {
    for (int i = 0; i < polygons.size(); i++) {
      var fault = MaskPolygons.fault(polygons.get(i));
      if (!fault.isEmpty()) {
        return Optional.of(new Fault(key + "[" + i + "]", "This mask " + fault + "."));
      }
    }
    return Optional.empty();
  }

  record Fault(String key, String sentence) {}

  /// The most polygons that one view has.
  int most() {
    return Math.max(zones.size(), presets.values().stream().mapToInt(List::size).max().orElse(0));
  }
}
