package org.vigie.server.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.base.Durable;
import org.vigie.base.Sha256;
import org.vigie.model.Box;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was drawn on one film: a line of JSON for each change, the oldest first; nothing is ever
/// rewritten, so it also tells what was drawn and taken away. A line that a crash cut short is
/// dropped. Used by one thread.
public final class EditBook {

  /// A picture each, for two minutes, and as many again.
  public static final int MOST = 6_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Map<Long, DrawnEdit> inForce = new TreeMap<>();
  private long last;
  private byte[] bytes = {};

  private EditBook(Path file) {
    this.file = file;
  }

  static EditBook open(Path file) throws IOException {
    var book = new EditBook(file);
    if (Files.exists(file)) {
      book.read(Files.readAllBytes(file));
    }
    return book;
  }

  private void read(byte[] all) throws IOException {
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        take(new String(all, from, i - from, StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    bytes = Arrays.copyOf(all, from);
    if (from < all.length) {
      Durable.replace(file, bytes, Durable.PRIVATE_FILE);
    }
  }

  private void take(String line) throws IOException {
    try {
      var node = JSON.readTree(line);
      long id = node.get("id").asLong();
      if (node.has("removed")) {
        inForce.remove(node.get("removed").asLong());
      } else {
        inForce.put(id, edit(id, node));
      }
      last = Math.max(last, id);
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      throw new IOException(file + " is not what Vigie wrote: put back a copy of it", e);
    }
  }

  private static DrawnEdit edit(long id, JsonNode node) {
    return new DrawnEdit(
        id,
        Instant.parse(node.get("at").asString()),
        node.get("person").asString(),
        node.get("lift").asBoolean(),
        Instant.parse(node.get("from").asString()),
        Instant.parse(node.get("to").asString()),
        new Box(
            node.get("left").asDouble(),
            node.get("top").asDouble(),
            node.get("width").asDouble(),
            node.get("height").asDouble()));
  }

  /// What holds now, in the order in which it was drawn.
  public List<DrawnEdit> inForce() {
    return List.copyOf(inForce.values());
  }

  /// SHA-256 of everything that was ever drawn, in 64 hexadecimal digits.
  public String hash() {
    return Sha256.hex(bytes);
  }

  /// Draws a rectangle; on disk before it returns.
  public DrawnEdit draw(Instant at, String person, boolean lift, Instant from, Instant to, Box box)
      throws IOException {
    var drawn = new DrawnEdit(last + 1, at, person, lift, from, to, box);
    var line = new LinkedHashMap<String, Object>();
    line.put("id", drawn.id());
    line.put("at", at.toString());
    line.put("person", person);
    line.put("lift", lift);
    line.put("from", from.toString());
    line.put("to", to.toString());
    line.put("left", box.left());
    line.put("top", box.top());
    line.put("width", box.width());
    line.put("height", box.height());
    append(line);
    return drawn;
  }

  /// Takes some of what was drawn away; on disk before it returns. What is not there is passed
  /// over.
  public void remove(Instant at, String person, List<Long> ids) throws IOException {
    for (long id : ids) {
      if (inForce.containsKey(id)) {
        var line = new LinkedHashMap<String, Object>();
        line.put("id", last + 1);
        line.put("at", at.toString());
        line.put("person", person);
        line.put("removed", id);
        append(line);
      }
    }
  }

  private void append(Map<String, Object> line) throws IOException {
    var text = JSON.writeValueAsString(line) + "\n";
    var added = text.getBytes(StandardCharsets.UTF_8);
    if (!Files.exists(file)) {
      Durable.create(file, new byte[0], Durable.PRIVATE_FILE);
    }
    try (var out = FileChannel.open(file, StandardOpenOption.APPEND)) {
      Durable.writeAndFlush(out, added);
    }
    var joined = Arrays.copyOf(bytes, bytes.length + added.length);
    System.arraycopy(added, 0, joined, bytes.length, added.length);
    bytes = joined;
    take(text.strip());
  }
}
