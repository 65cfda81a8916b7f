package org.vigie.verify.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.vigie.verify.TileTree;

/// One log as it is published now.
///
/// @param prefix what stands before its paths
record PublishedLog(LogSource source, String prefix) {

  static final int MOST_NOTE_BYTES = 1 << 16;

  private static final int HASH = 32;
  private static final int MEMBER = 2 + HASH;

  /// What is done with each leaf.
  interface Visitor {
    void visit(long index, byte[] leaf) throws Refusal;
  }

  /// Its checkpoint; empty if it has none.
  Optional<String> checkpoint() throws IOException {
    return text("checkpoint");
  }

  /// A small file of it.
  Optional<String> text(String name) throws IOException {
    return source
        .find(prefix + name, MOST_NOTE_BYTES)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /// Reads the data of the leaves from the beginning of the bundle that holds `from`.
  ///
  /// @param size of the checkpoint
  void leaves(long from, long size, Visitor visitor) throws IOException, Refusal {
    for (long first = from - from % TileTree.WIDTH; first < size; first += TileTree.WIDTH) {
      int width = (int) Math.min(TileTree.WIDTH, size - first);
      var bundle = ByteBuffer.wrap(read("entries", first / TileTree.WIDTH, width, MEMBER));
      for (int i = 0; i < width; i++) {
        if (bundle.getShort() != HASH) {
          throw new Refusal("Entry " + (first + i) + " is torn or altered in its bundle.");
        }
        var leaf = new byte[HASH];
        bundle.get(leaf);
        visitor.visit(first + i, leaf);
      }
    }
  }

  /// The first hashes of a tile, end to end.
  byte[] tile(int level, long number, int width) throws IOException, Refusal {
    return Arrays.copyOf(read(Integer.toString(level), number, width, HASH), width * HASH);
  }

  private byte[] read(String kind, long number, int width, int memberBytes)
      throws IOException, Refusal {
    var whole = prefix + "tile/" + kind + "/" + TileTree.path(number);
    int most = TileTree.WIDTH * memberBytes;
    var found =
        width < TileTree.WIDTH
            ? source.find(whole + ".p/" + width, most)
            : Optional.<byte[]>empty();
    // A partial tile may go once its full one is there.
    var bytes = found.isPresent() ? found : source.find(whole, most);
    if (bytes.isEmpty()) {
      throw new Refusal(
          "%s is missing at %s, which the signed checkpoint needs."
              .formatted(width < TileTree.WIDTH ? whole + ".p/" + width : whole, source.place()));
    }
    if (bytes.get().length < width * memberBytes) {
      throw new Refusal(whole + " at " + source.place() + " is cut short.");
    }
    return bytes.get();
  }
}
