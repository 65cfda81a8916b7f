package org.vigie.app.camera;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vigie.base.BadInput;

/// A row of a table as what the configuration says of a camera. What the values mean is checked by
/// whoever reads the configuration; here only what has another form there. Pure.
final class FleetRowReader {

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
  private static final Pattern BETWEEN_GROUPS = Pattern.compile("\\s*[|,;/]\\s*");
  private static final List<String> YES = List.of("yes", "oui", "true", "vrai", "1", "x");
  private static final List<String> NO = List.of("no", "non", "false", "faux", "0");

  private FleetRowReader() {}

  /// YAML by key, in the order of the lines.
  ///
  /// @throws BadInput names the column and what would be right
  static Map<String, String> values(FleetTable.Row row) throws BadInput {
    var values = new LinkedHashMap<String, String>();
    text(row, FleetColumn.NAME, "name", values);
    row.get(FleetColumn.GROUPS)
        .ifPresent(
            cell ->
                values.put(
                    "groups",
                    Arrays.stream(BETWEEN_GROUPS.split(cell))
                        .filter(group -> !group.isBlank())
                        .map(CameraBlock::text)
                        .collect(Collectors.joining(", ", "[", "]"))));
    text(row, FleetColumn.PLACE, "place", values);
    together(row, FleetColumn.LATITUDE, FleetColumn.LONGITUDE)
        .ifPresent(at -> values.put("position", "[%s, %s]".formatted(at.toArray())));
    together(row, FleetColumn.DIRECTION, FleetColumn.ANGLE, FleetColumn.REACH)
        .ifPresent(
            view ->
                values.put(
                    "field_of_view",
                    "{direction: %s, angle: %s, reach: %s}".formatted(view.toArray())));
    row.get(FleetColumn.PURPOSE)
        .ifPresent(word -> values.put("purpose", text(word.toUpperCase(Locale.ROOT))));
    text(row, FleetColumn.MAIN, "main", values);
    text(row, FleetColumn.SUB, "sub", values);
    text(row, FleetColumn.ONVIF, "onvif", values);
    text(row, FleetColumn.USER, "user", values);
    text(row, FleetColumn.PASSWORD_FILE, "password_file", values);
    text(row, FleetColumn.RULES, "rules", values);
    text(row, FleetColumn.NORM, "norm", values);
    text(row, FleetColumn.VOLUME, "volume", values);
    text(row, FleetColumn.COPY_TO, "copy_to", values);
    var dwellings = row.get(FleetColumn.FACES_DWELLINGS);
    if (dwellings.isPresent()) {
      values.put("faces_dwellings", yes(dwellings.get()) ? "yes" : "no");
    }
    return values;
  }

  private static void text(
      FleetTable.Row row, FleetColumn column, String key, Map<String, String> values) {
    row.get(column).ifPresent(cell -> values.put(key, text(cell)));
  }

  private static String text(String cell) {
    return CameraBlock.text(cell);
  }

  /// Numbers of which each needs the others.
  private static Optional<List<String>> together(FleetTable.Row row, FleetColumn... columns)
      throws BadInput {
    var said = Arrays.stream(columns).filter(c -> row.get(c).isPresent()).toList();
    if (said.isEmpty()) {
      return Optional.empty();
    }
    var numbers = new String[columns.length];
    for (int i = 0; i < columns.length; i++) {
      var cell = row.get(columns[i]);
      if (cell.isEmpty()) {
        throw new BadInput(
            "%s needs %s beside it"
                .formatted(
                    said.getFirst().head(),
                    Arrays.stream(columns)
                        .filter(c -> !said.contains(c))
                        .map(FleetColumn::head)
                        .collect(Collectors.joining(" and "))));
      }
      // A spreadsheet of a French town writes 43,30571.
      numbers[i] = cell.get().replace(',', '.').replace("°", "").strip();
      if (!NUMBER.matcher(numbers[i]).matches()) {
        throw new BadInput(
            "%s: '%s' should be a number, such as 43.30571"
                .formatted(columns[i].head(), cell.get()));
      }
    }
    return Optional.of(List.of(numbers));
  }

  private static boolean yes(String cell) throws BadInput {
    var word = cell.toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return true;
    }
    if (NO.contains(word)) {
      return false;
    }
    throw new BadInput(
        "%s: '%s' should be yes or no".formatted(FleetColumn.FACES_DWELLINGS.head(), cell));
  }
}
