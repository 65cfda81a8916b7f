package org.vigie.testkit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What a JVM holds, from its heap dump (HPROF 1.0.2): how many arrays of each kind and length, and
/// how many instances of each class.
///
/// @param arrays by element type and length, such as `float[128]`
/// @param instances by class, such as `java/lang/Float`
public record HeapDump(Map<String, Integer> arrays, Map<String, Integer> instances) {

  private static final String[] TYPES = {
    "", "", "Object", "", "boolean", "char", "float", "double", "byte", "short", "int", "long"
  };

  private static final int[] BYTES = {0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8};

  /// Asks a JVM of this machine for everything that it can still reach.
  public static void take(long pid, Path file) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Tool.run(jcmd, Long.toString(pid), "GC.heap_dump", file.toAbsolutePath().toString());
  }

  /// Reads a dump.
  public static HeapDump read(Path file) throws IOException {
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      return new Parser(in).parse();
    }
  }

  /// Whether these bytes are anywhere in a file.
  public static boolean contains(Path file, byte[] wanted) throws IOException {
    return ByteSearch.isIn(Files.readAllBytes(file), wanted);
  }

  private static final class Parser {

    private final DataInputStream in;
    private final Map<Long, String> texts = new HashMap<>();
    private final Map<Long, String> classes = new HashMap<>();
    private final Map<Long, Integer> byClass = new HashMap<>();
    private final Map<String, Integer> arrays = new TreeMap<>();
    private int idBytes;

    Parser(DataInputStream in) {
      this.in = in;
    }

    HeapDump parse() throws IOException {
      while (in.readByte() != 0) {
        // The format's name ends with a zero.
      }
      idBytes = in.readInt();
      in.readLong();
      for (int tag = in.read(); tag >= 0; tag = in.read()) {
        in.readInt();
        long length = in.readInt() & 0xffffffffL;
        switch (tag) {
          case 0x01 -> text(length);
          case 0x02 -> loadedClass();
          case 0x0c, 0x1c -> segment(length);
          default -> skip(length);
        }
      }
      var instances = new TreeMap<String, Integer>();
      byClass.forEach((id, count) -> instances.merge(name(id), count, Integer::sum));
      return new HeapDump(arrays, instances);
    }

    private String name(long id) {
      var name = classes.get(id);
      return name == null ? "a hidden class" : name;
    }

    private void text(long length) throws IOException {
      long id = id();
      var bytes = in.readNBytes((int) length - idBytes);
      texts.put(id, new String(bytes, StandardCharsets.UTF_8));
    }

    private void loadedClass() throws IOException {
      in.readInt();
      long id = id();
      in.readInt();
      classes.put(id, texts.getOrDefault(id(), ""));
    }

    private long id() throws IOException {
      return idBytes == 8 ? in.readLong() : in.readInt() & 0xffffffffL;
    }

    private void skip(long bytes) throws IOException {
      in.skipNBytes(bytes);
    }

    private int size(int type) {
      return type == 2 ? idBytes : BYTES[type];
    }

    private void segment(long length) throws IOException {
      long left = length;
      while (left > 0) {
        left -= 1 + record(in.readUnsignedByte());
      }
      if (left != 0) {
        throw new IOException("a segment of the heap dump does not end where it should");
      }
    }

    private long record(int tag) throws IOException {
      return switch (tag) {
        case 0xff, 0x05, 0x07 -> skipped(idBytes);
        case 0x01 -> skipped(2L * idBytes);
        case 0x02, 0x03, 0x08 -> skipped(idBytes + 8L);
        case 0x04, 0x06 -> skipped(idBytes + 4L);
        case 0x20 -> classDump();
        case 0x21 -> instance();
        case 0x22 -> objects();
        case 0x23 -> primitives();
        default -> throw new EOFException("a heap dump with a record of kind " + tag);
      };
    }

    private long skipped(long bytes) throws IOException {
      skip(bytes);
      return bytes;
    }

    private long classDump() throws IOException {
      long read = skipped(7L * idBytes + 8);
      int constants = in.readUnsignedShort();
      read += 2;
      for (int i = 0; i < constants; i++) {
        in.readShort();
        read += 3 + skipped(size(in.readUnsignedByte()));
      }
      int statics = in.readUnsignedShort();
      read += 2;
      for (int i = 0; i < statics; i++) {
        skip(idBytes);
        read += idBytes + 1 + skipped(size(in.readUnsignedByte()));
      }
      int fields = in.readUnsignedShort();
      return read + 2 + skipped(fields * (idBytes + 1L));
    }

    private long instance() throws IOException {
      skip(idBytes + 4L);
      byClass.merge(id(), 1, Integer::sum);
      int bytes = in.readInt();
      skip(bytes);
      return 2L * idBytes + 8 + bytes;
    }

    private long objects() throws IOException {
      skip(idBytes + 4L);
      int length = in.readInt();
      skip(idBytes + (long) length * idBytes);
      arrays.merge("Object[" + length + "]", 1, Integer::sum);
      return 2L * idBytes + 8 + (long) length * idBytes;
    }

    private long primitives() throws IOException {
      skip(idBytes + 4L);
      int length = in.readInt();
      int type = in.readUnsignedByte();
      long bytes = (long) length * size(type);
      skip(bytes);
      arrays.merge(TYPES[type] + "[" + length + "]", 1, Integer::sum);
      return idBytes + 9L + bytes;
    }
  }
}
