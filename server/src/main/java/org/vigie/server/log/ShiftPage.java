package org.vigie.server.log;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.vigie.desk.Incident;
import org.vigie.desk.LogLine;
import org.vigie.desk.Shift;
import org.vigie.desk.ShiftSums;
import org.vigie.model.CameraId;

/// A shift as it is printed.
///
/// @param town its name, for people
/// @param printed when
/// @param sums of the whole town
/// @param incidents about which something was written during the shift, oldest first
/// @param lines what was written during it, oldest first
/// @param whole whether whoever prints may know of every camera: otherwise only theirs are in it
/// @param cameras their names, for people
public record ShiftPage(
    String town,
    Instant printed,
    Shift shift,
    ShiftSums sums,
    List<Incident> incidents,
    List<LogLine> lines,
    boolean whole,
    Function<CameraId, String> cameras) {

  public ShiftPage {
    incidents = List.copyOf(incidents);
    lines = List.copyOf(lines);
  }

  /// The same as plain text, of which the ledger's entry about the printing has the SHA-256: a line
  /// for each line of the log, with its entry in the ledger. Fields are separated by tabs.
  public String text() {
    var text = new StringBuilder("vigie shift log 1\n");
    field(text, "town", town);
    field(text, "shift", shift.number());
    field(text, "from", shift.began());
    field(text, "to", shift.ended().map(Instant::toString).orElse("present"));
    field(text, "printed", printed);
    field(text, "cameras", whole ? "all" : "some");
    field(text, "alerts-raised", sums.raised());
    field(text, "alerts-confirmed", sums.confirmed());
    field(text, "alerts-dismissed", sums.dismissed());
    for (var incident : incidents) {
      text.append("incident\t")
          .append(incident.number())
          .append('\t')
          .append(incident.kind())
          .append('\t')
          .append(incident.status())
          .append('\n');
    }
    for (var line : lines) {
      text.append("line\t")
          .append(line.at())
          .append("\tentry ")
          .append(line.entry())
          .append('\t')
          .append(line.kind())
          .append('\t')
          .append(line.person())
          .append('\t')
          .append(line.incident().map(number -> "incident " + number).orElse(""))
          .append('\t')
          .append(line.camera().map(CameraId::value).orElse(""))
          .append('\t')
          .append(line.moment().map(Instant::toString).orElse(""))
          .append('\t')
          .append(line.alert().map(number -> "alert " + number).orElse(""))
          .append('\t')
          .append(line.words().map(ShiftPage::oneLine).orElse(""))
          .append('\n');
    }
    return text.toString();
  }

  private static void field(StringBuilder text, String name, Object value) {
    text.append(name).append('\t').append(value).append('\n');
  }

  private static String oneLine(String words) {
    return words.replaceAll("\\s+", " ");
  }
}
