package org.vigie.base;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One value of a YAML file, with its place, so that every error names file, line and key.
///
/// Covers what configuration, acts and rules need: mappings, lists, text, numbers, yes/no, instants
/// and durations. Immutable, apart from remembering which keys were asked for.
public final class Document {

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  /// Reading millions of digits would take minutes, and no number needs them.
  private static final int MOST_DIGITS = 100;

  /// Reading goes as deep as a file nests: deeper, the stack would end before the file does.
  private static final int MOST_DEPTH = 50;

  /// A century: every clock can count its nanoseconds.
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|min|h|d)");

  private final Path file;
  private final String key;
  private final Node node;

  private Document(Path file, String key, Node node) {
    this.file = file;
    this.key = key;
    this.node = node;
  }

  /// Reads a file of at most 4 MiB.
  public static Document read(Path file) throws BadInput {
    return parse(file, bytes(file));
  }

  /// The bytes of a file of at most 4 MiB, for whoever checks a signature of what is then parsed.
  public static byte[] bytes(Path file) throws BadInput {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInput.at(file, 0, "is larger than 4 MiB; is it the right file?");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw BadInput.at(file, 0, "there is no such file");
    } catch (IOException e) {
      throw BadInput.at(file, 0, "cannot be read: " + e.getMessage());
    }
  }

  /// Reads UTF-8 text; `file` names it in errors.
  public static Document parse(Path file, byte[] bytes) throws BadInput {
    try {
      return parse(
          file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw BadInput.at(file, 0, "cannot be read as UTF-8 text: " + e.getMessage());
    }
  }

  /// Reads a text; `file` names it in errors.
  public static Document parse(Path file, String text) throws BadInput {
    try {
      var settings = LoadSettings.builder().setLabel(file.toString()).build();
      requireShallow(file, settings, text);
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> BadInput.at(file, 0, "is empty"));
      return new Document(file, "", root);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw BadInput.at(file, line, "is not YAML: " + e.getProblem());
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The second is what the reader throws at a tag with a space in its end.
      throw BadInput.at(file, 0, "is not YAML: " + e.getMessage());
    }
  }

  /// Refuses a text that nests too deeply, before it is read by a reader that would overflow.
  private static void requireShallow(Path file, LoadSettings settings, String text)
      throws BadInput {
    int depth = 0;
    for (var event : new Parse(settings).parseString(text)) {
      depth +=
          switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
          };
      if (depth > MOST_DEPTH) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        throw BadInput.at(file, line, "nests more than " + MOST_DEPTH + " levels deep");
      }
    }
  }

  public Path file() {
    return file;
  }

  /// The line on which this value starts, from 1.
  public int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /// An error at this value: "FILE:LINE: KEY: what".
  public BadInput wrong(String what) {
    return BadInput.at(file, line(), key, what);
  }

  /// A place in a text.
  ///
  /// @param line from 0
  /// @param column from 0, in code points
  public record Mark(int line, int column) implements Comparable<Mark> {

    @Override
    public int compareTo(Mark other) {
      return line == other.line
          ? Integer.compare(column, other.column)
          : Integer.compare(line, other.line);
    }
  }

  /// Where this value begins in the text that it was read from.
  public Mark begin() {
    return node.getStartMark()
        .map(mark -> new Mark(mark.getLine(), mark.getColumn()))
        .orElseThrow();
  }

  /// Where the last of it ends, exclusive; what only follows it, such as a comment, is left out.
  public Mark end() {
    return end(node);
  }

  /// A block ends for YAML where the next one begins; for people, with its last word.
  private static Mark end(Node node) {
    return switch (node) {
      case MappingNode mapping when isBlock(mapping) && !mapping.getValue().isEmpty() ->
          end(mapping.getValue().getLast().getValueNode());
      case SequenceNode sequence when isBlock(sequence) && !sequence.getValue().isEmpty() ->
          end(sequence.getValue().getLast());
      default ->
          node.getEndMark().map(mark -> new Mark(mark.getLine(), mark.getColumn())).orElseThrow();
    };
  }

  private static boolean isBlock(CollectionNode<?> node) {
    return node.getFlowStyle() == FlowStyle.BLOCK;
  }

  /// Whether this is a mapping or list that is written on lines of its own rather than in braces or
  /// brackets.
  public boolean isBlock() {
    return node instanceof CollectionNode<?> collection && isBlock(collection);
  }

  /// The fields of a mapping, which may hold no others than `known`.
  public Map<String, Document> fields(Set<String> known) throws BadInput {
    var fields = entries();
    for (var field : fields.entrySet()) {
      if (!known.contains(field.getKey())) {
        var nearest = Nearest.to(field.getKey(), known).map(k -> "; did you mean " + k + "?");
        throw field
            .getValue()
            .wrong("is not a known key" + nearest.orElse("; known: " + String.join(", ", known)));
      }
    }
    return fields;
  }

  /// The fields of a mapping whose keys are free.
  public Map<String, Document> entries() throws BadInput {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("should be a mapping of keys to values");
    }
    var fields = new LinkedHashMap<String, Document>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        throw wrong("has a key that is not plain text");
      }
      var path = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
      var child = new Document(file, path, tuple.getValueNode());
      if (fields.put(name.getValue(), child) != null) {
        throw child.wrong("stands here twice");
      }
    }
    return fields;
  }

  /// One field of a mapping, which must be there.
  public Document get(String name) throws BadInput {
    return find(name).orElseThrow(() -> wrong("has no '" + name + "', which is needed"));
  }

  /// One field of a mapping.
  public Optional<Document> find(String name) throws BadInput {
    return Optional.ofNullable(entries().get(name)).filter(d -> !d.isNull());
  }

  /// Whether this is a list, for keys that also take a single word.
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /// Whether this is a mapping, for keys that also take a single word.
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /// The members of a list.
  public List<Document> list() throws BadInput {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("should be a list");
    }
    var members = new ArrayList<Document>();
    for (var member : sequence.getValue()) {
      members.add(new Document(file, key + "[" + members.size() + "]", member));
    }
    return members;
  }

  public String text() throws BadInput {
    return scalar("text");
  }

  /// One word of a closed list.
  public <E extends Enum<E>> E word(Class<E> type) throws BadInput {
    var known = new HashMap<String, E>();
    for (var constant : type.getEnumConstants()) {
      known.put(constant.name(), constant);
      known.put(constant.name().toLowerCase(java.util.Locale.ROOT), constant);
    }
    @Nullable E found = known.get(text().replace('-', '_'));
    if (found == null) {
      throw wrong("'" + text() + "' is not one of " + List.of(type.getEnumConstants()));
    }
    return found;
  }

  public int integer(int least, int most) throws BadInput {
    try {
      int value = Integer.parseInt(scalar("a whole number"));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below: out of range and not a number want the same answer.
    }
    throw wrong("should be a whole number from " + least + " to " + most);
  }

  public double number(double least, double most) throws BadInput {
    try {
      var text = scalar("a number");
      double value = text.length() > MOST_DIGITS ? Double.NaN : new BigDecimal(text).doubleValue();
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw wrong("should be a number from " + least + " to " + most);
  }

  public boolean yes() throws BadInput {
    return switch (scalar("true or false")) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw wrong("should be true or false");
    };
  }

  /// An instant with its offset, as in `2026-11-22T00:00:00Z`.
  public Instant instant() throws BadInput {
    try {
      return java.time.OffsetDateTime.parse(scalar("an instant")).toInstant();
    } catch (DateTimeParseException e) {
      throw wrong("should be an instant with its offset, such as 2026-11-22T00:00:00Z");
    }
  }

  /// A duration with its unit: `250 ms`, `20 s`, `30 min`, `12 h`, `15 d`.
  public Duration duration() throws BadInput {
    var match = DURATION.matcher(scalar("a duration"));
    try {
      if (match.matches()) {
        long count = Long.parseLong(match.group(1));
        var duration =
            switch (match.group(2)) {
              case "ms" -> Duration.ofMillis(count);
              case "s" -> Duration.ofSeconds(count);
              case "min" -> Duration.ofMinutes(count);
              case "h" -> Duration.ofHours(count);
              default -> Duration.ofDays(count);
            };
        if (duration.compareTo(LONGEST) <= 0) {
          return duration;
        }
        throw wrong("should be at most " + LONGEST.toDays() + " d");
      }
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      // Said below.
    }
    throw wrong("should be a duration with its unit: 250 ms, 20 s, 30 min, 12 h or 15 d");
  }

  private boolean isNull() {
    return node instanceof ScalarNode scalar
        && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
  }

  private String scalar(String wanted) throws BadInput {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    throw wrong("should be " + wanted);
  }
}
