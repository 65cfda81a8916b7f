package org.vigie.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What targets make of their inputs.
public final class Inputs {

  private Inputs() {}

  /// Any bytes as text: what is not UTF-8 becomes a mark.
  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /// Texts as inputs.
  public static List<byte[]> texts(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /// An input as pieces, each behind two bytes for its length; the last may be cut short.
  public static List<byte[]> pieces(byte[] input) {
    var pieces = new ArrayList<byte[]>();
    var in = ByteBuffer.wrap(input);
    while (in.remaining() >= 2) {
      var piece = new byte[Math.min(in.getShort() & 0xffff, in.remaining())];
      in.get(piece);
      pieces.add(piece);
    }
    return pieces;
  }

  /// Pieces as one input.
  public static byte[] joined(List<byte[]> pieces) {
    var out = ByteBuffer.allocate(pieces.stream().mapToInt(piece -> 2 + piece.length).sum());
    pieces.forEach(piece -> out.putShort((short) piece.length).put(piece));
    return out.array();
  }

  /// A folder for parsers that read files; the same one each time, so that a run of hours leaves
  /// no heap of them.
  public static Path folder(String name) {
    var pid = ProcessHandle.current().pid();
    // In memory where that is to be had: parsers that flush would wait for the disk each time.
    var memory = Path.of("/dev/shm");
    var root = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    var folder = root.resolve("vigie-fuzz-" + pid).resolve(name);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // What is left lies in the folder for temporary files.
    }
    var unused = folder.resolveSibling("").toFile().delete();
  }

  /// An input as a file of that folder.
  public static Path file(String folder, String name, byte[] input) {
    try {
      return Files.write(folder(folder).resolve(name), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Fails where a promise about a value does not hold.
  public static void require(boolean holds, String promise) {
    if (!holds) {
      throw new Trial.Finding("broken promise: " + promise);
    }
  }
}
