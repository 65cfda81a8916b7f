package org.vigie.governance.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the hashes that tie one leaf to the root of a tree (RFC 6962 section 2.1.1), from tiles,
/// each of which is read once. Used by one thread, for one tree.
final class Prover {

  private record Place(int level, long tile) {}

  private final TileFiles tiles;
  private final long size;
  private final Map<Place, List<byte[]>> read = new HashMap<>();

  Prover(TileFiles tiles, long size) {
    this.tiles = tiles;
    this.size = size;
  }

  /// The hashes from the leaf upwards.
  List<byte[]> path(long leaf) throws IOException {
    var path = new ArrayList<byte[]>();
    path(leaf, 0, size, path);
    return path;
  }

  private void path(long leaf, long from, long to, List<byte[]> path) throws IOException {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (leaf < middle) {
      path(leaf, from, middle, path);
      path.add(hash(middle, to));
    } else {
      path(leaf, middle, to, path);
      path.add(hash(from, middle));
    }
  }

  /// The hashes that tie the tree of the first `old` leaves to this one (RFC 6962 section 2.1.2).
  List<byte[]> consistency(long old) throws IOException {
    var proof = new ArrayList<byte[]>();
    if (old > 0 && old < size) {
      consistency(old, 0, size, true, proof);
    }
    return proof;
  }

  /// @param known whether the old tree's own root is this subtree's hash, which need not be said
  private void consistency(long old, long from, long to, boolean known, List<byte[]> proof)
      throws IOException {
    if (old == to) {
      if (!known) {
        proof.add(hash(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (old <= middle) {
      consistency(old, from, middle, known, proof);
      proof.add(hash(middle, to));
    } else {
      consistency(old, middle, to, false, proof);
      proof.add(hash(from, middle));
    }
  }

  /// The root of the tree of the first leaves.
  byte[] root(long leaves) throws IOException {
    return leaves == 0 ? Merkle.empty() : hash(0, leaves);
  }

  /// The tree hash of leaves `from` to `to`.
  private byte[] hash(long from, long to) throws IOException {
    long length = to - from;
    if (Long.bitCount(length) == 1) {
      return perfect(from, Long.numberOfTrailingZeros(length));
    }
    long middle = from + split(length);
    return Merkle.node(hash(from, middle), hash(middle, to));
  }

  /// The tree hash of 2^height leaves; `from` is a multiple of that.
  private byte[] perfect(long from, int height) throws IOException {
    int level = height / 8;
    long position = from >>> (8 * level);
    long inLevel = size >>> (8 * level);
    long tile = position / TreeHead.TILE_WIDTH;
    int width = (int) Math.min(TreeHead.TILE_WIDTH, inLevel - tile * TreeHead.TILE_WIDTH);
    int at = (int) (position % TreeHead.TILE_WIDTH);
    var place = new Place(level, tile);
    var hashes = read.get(place);
    if (hashes == null) {
      hashes = tiles.hashes(level, tile, width);
      read.put(place, hashes);
    }
    return Merkle.perfect(hashes.subList(at, at + (1 << (height % 8))));
  }

  /// The largest power of two below `length`, which is at least 2.
  private static long split(long length) {
    return Long.highestOneBit(length - 1);
  }
}
