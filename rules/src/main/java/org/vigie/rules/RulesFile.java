package org.vigie.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.base.Sha256;
import org.vigie.model.CameraId;

/// One rules file as it is on disk, and as it would be with another drawing of one of its cameras.
///
/// A new drawing takes the place of the camera's entry; every other byte of the file stays, its
/// comments too. Where that is not possible (an entry in braces, one for several cameras, YAML
/// anchors), the whole file is written anew, without its comments. Either way what would be written
/// is read by the reader of rules files before anybody gets to write it, and must say the new
/// drawing of this camera and the old one of all others. Immutable.
public final class RulesFile {

  private final Path file;
  private final List<CameraId> cameras;
  private final byte[] bytes;
  private final Map<CameraId, Document> entries;
  private final Map<CameraId, RuleReading> readings = new LinkedHashMap<>();

  private RulesFile(Path file, List<CameraId> cameras, byte[] bytes) throws BadInput {
    this.file = file;
    this.cameras = List.copyOf(cameras);
    this.bytes = bytes.clone();
    this.entries =
        bytes.length == 0 ? Map.of() : RuleBooks.entries(Document.parse(file, bytes), this.cameras);
    for (var entry : entries.entrySet()) {
      readings.put(entry.getKey(), RuleBookReader.read(entry.getValue(), entry.getKey()));
    }
  }

  /// Reads it; a file that is not there yet says nothing of any camera.
  ///
  /// @param cameras those whose rules it holds, in the configuration's order
  /// @throws BadInput naming file, line, key and what would be right
  public static RulesFile read(Path file, List<CameraId> cameras) throws BadInput {
    return new RulesFile(file, cameras, Files.notExists(file) ? new byte[0] : Document.bytes(file));
  }

  /// What it says of a camera, and what that means; nothing drawn where it does not speak of it.
  public RuleReading of(CameraId camera) {
    var reading = readings.get(camera);
    return reading == null
        ? new RuleReading(RuleBook.empty(camera), List.of(), Drawing.NONE)
        : reading;
  }

  /// Its bytes; none where it is not there.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Their SHA-256, in hexadecimal.
  public String sha256() {
    return Sha256.hex(bytes);
  }

  /// What a drawing would mean for a camera, whether it is written or not.
  ///
  /// @throws BadInput with a key that begins at the drawing, such as `rules[0].zone`
  public RuleReading reading(CameraId camera, Drawing drawing) throws BadInput {
    return RuleBookReader.read(Document.parse(file, drawing.text(camera.value())), camera);
  }

  /// It with another drawing of one of its cameras.
  ///
  /// @throws BadInput as [#reading]
  public RulesFile with(CameraId camera, Drawing drawing) throws BadInput {
    // With the ids that were made for rules without one: that they stay is part of what is checked.
    var wanted = reading(camera, drawing).drawing();
    var whole = rewritten(camera, wanted);
    for (var text : List.of(inPlace(camera, wanted), Optional.of(whole))) {
      if (text.isPresent() && says(text.get(), camera, wanted)) {
        return new RulesFile(file, cameras, text.get().getBytes(UTF_8));
      }
    }
    throw BadInput.at(
        file,
        0,
        "cannot be written anew so that it says the same of the other cameras; change it by hand");
  }

  /// Whether [#with] kept all that was not about the camera as it was written.
  public boolean keepsTextOf(RulesFile before, CameraId camera) throws BadInput {
    return before.inPlace(camera, of(camera).drawing()).equals(Optional.of(text()));
  }

  private String text() {
    return new String(bytes, UTF_8);
  }

  private boolean says(String text, CameraId camera, Drawing wanted) {
    try {
      var after = new RulesFile(file, cameras, text.getBytes(UTF_8));
      for (var other : cameras) {
        if (!other.equals(camera) && !after.lines(other).equals(lines(other))) {
          return false;
        }
      }
      return after.of(camera).drawing().equals(wanted)
          && after.others(camera).equals(others(camera));
    } catch (BadInput e) {
      return false;
    }
  }

  /// All that is said of a camera.
  private String lines(CameraId camera) throws BadInput {
    return others(camera) + DrawingText.of(of(camera).drawing());
  }

  /// What is said of a camera beside its drawing, but for its own name: whether that stands in the
  /// entry or before it depends on the form of the file.
  private String others(CameraId camera) throws BadInput {
    var entry = entries.get(camera);
    return entry == null
        ? ""
        : DrawingText.others(entry)
            .lines()
            .filter(line -> !line.startsWith("camera: "))
            .map(line -> line + "\n")
            .reduce("", String::concat);
  }

  /// The file with the camera's entry exchanged, or added at its end.
  private Optional<String> inPlace(CameraId camera, Drawing drawing) throws BadInput {
    var entry = entries.get(camera);
    if (entry == null) {
      return bytes.length == 0 ? Optional.of(drawing.text(camera.value())) : added(camera, drawing);
    }
    if (!entry.isBlock()) {
      return Optional.empty();
    }
    var text = text();
    var begin = entry.begin();
    var lines = DrawingText.others(entry) + DrawingText.of(drawing);
    return Optional.of(
        text.substring(0, index(text, begin))
            + DrawingText.hanging(lines, begin.column())
            + text.substring(index(text, entry.end())));
  }

  /// After the last of the other entries, in their form.
  private Optional<String> added(CameraId camera, Drawing drawing) throws BadInput {
    var last = entries.values().stream().max((a, b) -> a.end().compareTo(b.end()));
    if (last.isEmpty() || !last.get().isBlock()) {
      return Optional.empty();
    }
    var text = text().stripTrailing() + "\n";
    int column = last.get().begin().column();
    var before = text.lines().toList().get(last.get().begin().line());
    if (before.substring(0, column).strip().equals("-")) {
      int dash = before.indexOf('-');
      return Optional.of(
          text
              + " ".repeat(dash)
              + "- "
              + DrawingText.hanging(drawing.text(camera.value()), dash + 2)
              + "\n");
    }
    // Entries of a mapping lie deeper than their names: the name is found on a line above.
    var root = Document.parse(file, bytes);
    var names = root.entries().containsKey("cameras") ? root.get("cameras") : root;
    if (names.isList() || !names.isBlock()) {
      return Optional.empty();
    }
    int outer = names.begin().column();
    return Optional.of(
        text
            + " ".repeat(outer)
            + DrawingText.scalar(camera.value())
            + ":\n"
            + " ".repeat(outer + 2)
            + DrawingText.hanging(DrawingText.of(drawing), outer + 2)
            + "\n");
  }

  /// The whole file anew: the comment above it, then each camera by its name.
  private String rewritten(CameraId camera, Drawing drawing) throws BadInput {
    var text = new StringBuilder();
    for (var line : text().lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        break;
      }
      text.append(line).append('\n');
    }
    text.append("cameras:\n");
    for (var one : cameras) {
      if (one.equals(camera) || entries.containsKey(one)) {
        var drawn = one.equals(camera) ? drawing : of(one).drawing();
        text.append("  ")
            .append(DrawingText.scalar(one.value()))
            .append(":\n    ")
            .append(DrawingText.hanging(others(one) + DrawingText.of(drawn), 4))
            .append('\n');
      }
    }
    return text.toString();
  }

  /// Where a place lies in a text, in chars.
  private static int index(String text, Document.Mark mark) {
    int start = 0;
    for (int line = 0; line < mark.line(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return text.offsetByCodePoints(start, mark.column());
  }
}
