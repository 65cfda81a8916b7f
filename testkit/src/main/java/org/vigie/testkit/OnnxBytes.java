package org.vigie.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes small ONNX models byte by byte, honest ones and others. Field numbers are those of
/// `onnx.proto3`.
public final class OnnxBytes {

  public static final int FLOAT = 1;
  public static final int INT64 = 7;

  private final ByteArrayOutputStream model = new ByteArrayOutputStream();
  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  public OnnxBytes() {
    number(model, 1, 7);
    var standard = new ByteArrayOutputStream();
    number(standard, 2, 11);
    message(model, 8, standard.toByteArray());
    text(graph, 2, "graph");
  }

  /// A node with one input, one output and no settings.
  public OnnxBytes node(String operation, String from, String to) {
    var node = new ByteArrayOutputStream();
    text(node, 1, from);
    text(node, 2, to);
    text(node, 4, operation);
    message(graph, 1, node.toByteArray());
    return this;
  }

  /// @param shape -1 where the length is left open
  public OnnxBytes input(String name, int type, long... shape) {
    message(graph, 11, tensor(name, type, shape));
    return this;
  }

  /// @param shape -1 where the length is left open
  public OnnxBytes output(String name, int type, long... shape) {
    message(graph, 12, tensor(name, type, shape));
    return this;
  }

  /// One of the notes that makers leave in their files.
  public OnnxBytes note(String key, String value) {
    var note = new ByteArrayOutputStream();
    text(note, 1, key);
    text(note, 2, value);
    message(model, 14, note.toByteArray());
    return this;
  }

  /// Says that the weights of this name lie in another file.
  public OnnxBytes weightsElsewhere(String name) {
    var weights = new ByteArrayOutputStream();
    number(weights, 2, FLOAT);
    text(weights, 8, name);
    message(weights, 13, new byte[0]);
    message(graph, 5, weights.toByteArray());
    return this;
  }

  public byte[] bytes() {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(model.toByteArray());
    message(whole, 7, graph.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] tensor(String name, int type, long... shape) {
    var dimensions = new ByteArrayOutputStream();
    for (long length : shape) {
      var dimension = new ByteArrayOutputStream();
      if (length >= 0) {
        number(dimension, 1, length);
      }
      message(dimensions, 1, dimension.toByteArray());
    }
    var numbers = new ByteArrayOutputStream();
    number(numbers, 1, type);
    message(numbers, 2, dimensions.toByteArray());
    var kind = new ByteArrayOutputStream();
    message(kind, 1, numbers.toByteArray());
    var value = new ByteArrayOutputStream();
    text(value, 1, name);
    message(value, 2, kind.toByteArray());
    return value.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, int field, String text) {
    message(out, field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void message(ByteArrayOutputStream out, int field, byte[] bytes) {
    varint(out, field * 8L + 2);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, field * 8L);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~127L) != 0) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
