package org.vigie.verify.footage;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Reads the pictures of an MP4 file in order, one fragment in memory at a time.
final class Film implements AutoCloseable {

  private static final int MOST_BOX_BYTES = 80 << 20;

  private final DataInputStream in;
  private final byte[] description;
  private final Deque<Picture> ahead = new ArrayDeque<>();

  private Film(DataInputStream in, byte[] description) {
    this.in = in;
    this.description = description;
  }

  /// @throws Unreadable if it does not begin like one
  static Film open(Path file) throws IOException, Unreadable {
    var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 18));
    try {
      return new Film(in, Fragment.description(pair(in).orElse(new byte[0])));
    } catch (IOException | Unreadable | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  byte[] description() {
    return description.clone();
  }

  Optional<Picture> next() throws IOException, Unreadable {
    while (ahead.isEmpty()) {
      var fragment = pair(in);
      if (fragment.isEmpty()) {
        return Optional.empty();
      }
      ahead.addAll(Fragment.read(fragment.get()));
    }
    return Optional.of(ahead.removeFirst());
  }

  /// The next two boxes as they stand, or nothing at the end.
  private static Optional<byte[]> pair(DataInputStream in) throws IOException, Unreadable {
    var first = box(in);
    if (first.length == 0) {
      return Optional.empty();
    }
    var second = box(in);
    return Optional.of(
        ByteBuffer.allocate(first.length + second.length).put(first).put(second).array());
  }

  private static byte[] box(DataInputStream in) throws IOException, Unreadable {
    var head = in.readNBytes(8);
    if (head.length == 0) {
      return head;
    }
    int length = head.length < 8 ? 0 : ByteBuffer.wrap(head).getInt();
    if (length < 8 || length > MOST_BOX_BYTES) {
      var type = new String(head, StandardCharsets.ISO_8859_1).replaceAll("[^a-z]", "");
      throw new Unreadable("it holds a box '" + type + "' of an impossible length");
    }
    var bytes = new byte[length];
    System.arraycopy(head, 0, bytes, 0, 8);
    if (in.readNBytes(bytes, 8, length - 8) != length - 8) {
      throw new Unreadable("it ends inside a box");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
