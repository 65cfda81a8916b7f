package org.vigie.governance.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The growing edge of a Merkle tree: of each level the hashes of its last, partial tile. Used by
/// one thread.
final class TreeHead {

  static final int TILE_WIDTH = 256;

  /// A tile that has become full.
  interface FullTile {
    void full(int level, long number, List<byte[]> hashes);
  }

  private final List<List<byte[]>> partial = new ArrayList<>();
  private final FullTile tiles;
  private long size;

  TreeHead(FullTile tiles) {
    this.tiles = tiles;
  }

  long size() {
    return size;
  }

  /// Adds a leaf's hash.
  void add(byte[] leafHash) {
    size++;
    add(0, leafHash);
  }

  private void add(int level, byte[] hash) {
    if (level == partial.size()) {
      partial.add(new ArrayList<>());
    }
    var edge = partial.get(level);
    edge.add(hash);
    if (edge.size() == TILE_WIDTH) {
      long number = (size >>> (8 * (level + 1))) - 1;
      tiles.full(level, number, List.copyOf(edge));
      var root = Merkle.perfect(edge);
      edge.clear();
      add(level + 1, root);
    }
  }

  /// How many levels the tree has tiles on.
  int levels() {
    return partial.size();
  }

  /// The hashes of the last tile of a level, fewer than 256; may be empty.
  List<byte[]> edge(int level) {
    return List.copyOf(partial.get(level));
  }

  /// The RFC 6962 tree hash: perfect subtrees, joined from the right.
  byte[] root() {
    byte @Nullable [] root = null;
    for (var edge : partial) {
      int end = edge.size();
      for (int width = Integer.lowestOneBit(end); end > 0; width = Integer.lowestOneBit(end)) {
        var subtree = Merkle.perfect(edge.subList(end - width, end));
        root = root == null ? subtree : Merkle.node(subtree, root);
        end -= width;
      }
    }
    return root == null ? Merkle.empty() : root;
  }
}
