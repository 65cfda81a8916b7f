package org.vigie.app.camera;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.vigie.base.BadInput;

/// A table of cameras, as a spreadsheet saves it: separated by semicolons, commas or tabs; UTF-8,
/// UTF-16 with a mark, or Windows-1252.
///
/// @param rows those that say anything, in their order
record FleetTable(List<Row> rows) {

  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_ROWS = 5_000;
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String SEPARATORS = ";,\t";

  /// What a spreadsheet needs so that a cell computes nothing; it is no part of the text.
  private static final Pattern GUARD = Pattern.compile("^'(?=[=+@-])");

  FleetTable {
    rows = List.copyOf(rows);
  }

  /// One camera.
  ///
  /// @param line of the file where it begins, from 1
  /// @param cells those that say anything, without spaces around
  record Row(long line, Map<FleetColumn, String> cells) {

    Row {
      cells = Map.copyOf(cells);
    }

    Optional<String> get(FleetColumn column) {
      return Optional.ofNullable(cells.get(column));
    }
  }

  /// @throws BadInput names the file, and the line where one is wrong
  static FleetTable read(Path file) throws BadInput, IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw BadInput.at(file, 0, "there is no such file");
    }
    if (bytes.length > MOST_BYTES) {
      throw BadInput.at(file, 0, "is larger than 4 MiB, which no table of cameras is");
    }
    var text = text(bytes);
    var head = text.lines().findFirst().orElse("");
    var format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator(head))
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    try (var parser = format.parse(new StringReader(text))) {
      List<FleetColumn> columns = null;
      var rows = new ArrayList<Row>();
      long line = 1;
      for (var record : parser) {
        if (columns == null) {
          columns = columns(file, record);
        } else {
          add(file, columns, record, line, rows);
        }
        line = parser.getCurrentLineNumber() + 1;
      }
      if (columns == null) {
        throw BadInput.at(file, 1, "is empty; its first line should name columns: " + heads());
      }
      return new FleetTable(rows);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw BadInput.at(file, 0, "is no table: a quote that opens should close");
    }
  }

  private static void add(
      Path file, List<FleetColumn> columns, CSVRecord record, long line, List<Row> rows)
      throws BadInput {
    var cells = new EnumMap<FleetColumn, String>(FleetColumn.class);
    for (int i = 0; i < record.size(); i++) {
      var cell = GUARD.matcher(record.get(i).strip()).replaceFirst("");
      if (cell.isEmpty()) {
        continue;
      }
      if (i >= columns.size()) {
        throw BadInput.at(
            file,
            (int) line,
            "has %d cells, and the first line names %d columns"
                .formatted(record.size(), columns.size()));
      }
      cells.put(columns.get(i), cell);
    }
    if (cells.isEmpty()) {
      return;
    }
    if (rows.size() == MOST_ROWS) {
      throw BadInput.at(file, (int) line, "there are more than " + MOST_ROWS + " cameras");
    }
    rows.add(new Row(line, cells));
  }

  private static List<FleetColumn> columns(Path file, CSVRecord heads) throws BadInput {
    var columns = new ArrayList<FleetColumn>();
    for (var head : heads) {
      var plain = FleetColumn.plain(head);
      if (plain.equals("password") || plain.equals("mot de passe")) {
        throw BadInput.at(
            file,
            1,
            "has a column of passwords. A table is copied and mailed: name files instead, in a"
                + " column password_file, or one for all with --user and --password-file");
      }
      var column = FleetColumn.of(head);
      if (column.isEmpty()) {
        throw BadInput.at(
            file, 1, "the column '" + head.strip() + "' is not known; columns are " + heads());
      }
      if (columns.contains(column.get())) {
        throw BadInput.at(file, 1, "two columns say '" + column.get().head() + "'");
      }
      columns.add(column.get());
    }
    return columns;
  }

  private static String heads() {
    return FleetColumn.all();
  }

  /// The one that the first line has most of.
  private static char separator(String head) {
    char best = SEPARATORS.charAt(0);
    long most = 0;
    for (char one : SEPARATORS.toCharArray()) {
      long count = head.chars().filter(c -> c == one).count();
      if (count > most) {
        best = one;
        most = count;
      }
    }
    return best;
  }

  private static String text(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, WINDOWS);
    }
  }
}
