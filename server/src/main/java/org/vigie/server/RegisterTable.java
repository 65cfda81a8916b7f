package org.vigie.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.Span;

/// A register as a table for spreadsheets: a line for each entry of a span, or for each reel where
/// an entry is about many. Its writer is its caller's.
final class RegisterTable {

  /// What has a column of its own; all else stands in the last one.
  private static final List<String> COLUMNS =
      List.of("camera", "cameras", "from", "to", "reel", "act", "reference", "reason", "why");

  private final Span span;
  private final Writer writer;

  /// Begins a table with its heading.
  RegisterTable(Span span, Writer writer) throws IOException {
    this.span = span;
    this.writer = writer;
    writer.write("entry,at,kind,actor," + String.join(",", COLUMNS) + ",more\r\n");
  }

  /// Takes an entry of the register; what lies outside the span is left out.
  ///
  /// @throws UncheckedIOException if it cannot be written
  void take(Recorded recorded) {
    if (recorded.at().isBefore(span.from()) || !recorded.at().isBefore(span.to())) {
      return;
    }
    try {
      lines(recorded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void flush() throws IOException {
    writer.flush();
  }

  private void lines(Recorded recorded) throws IOException {
    var facts = recorded.entry().facts();
    if (facts.get("reels") instanceof List<?> reels) {
      for (var one : reels) {
        if (one instanceof Map<?, ?> reel) {
          var all = new HashMap<Object, Object>(facts);
          all.remove("reels");
          all.putAll(reel);
          line(recorded, all);
        }
      }
    } else {
      line(recorded, facts);
    }
  }

  private void line(Recorded recorded, Map<?, ?> facts) throws IOException {
    var line = new StringBuilder();
    line.append(recorded.index()).append(',').append(recorded.at());
    line.append(',').append(recorded.entry().kind());
    line.append(',').append(Csv.cell(recorded.entry().actor()));
    COLUMNS.forEach(name -> line.append(',').append(Csv.cell(words(facts.get(name)))));
    var more = new TreeMap<String, String>();
    facts.forEach(
        (name, value) -> {
          if (!COLUMNS.contains(String.valueOf(name))) {
            more.put(String.valueOf(name), words(value));
          }
        });
    line.append(',').append(Csv.cell(words(more)));
    writer.write(line.append("\r\n").toString());
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case List<?> list -> String.join("; ", list.stream().map(RegisterTable::words).toList());
      case Map<?, ?> map ->
          String.join(
              ", ",
              map.entrySet().stream().map(e -> e.getKey() + "=" + words(e.getValue())).toList());
      default -> value.toString();
    };
  }
}
