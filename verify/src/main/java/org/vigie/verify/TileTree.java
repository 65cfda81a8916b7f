package org.vigie.verify;

import java.util.ArrayList;
import java.util.List;

/// The levels of hashes that a log publishes as tiles (C2SP tlog-tiles), and how those are named.
public final class TileTree {

  /// How many hashes a full tile holds.
  public static final int WIDTH = 256;

  private TileTree() {}

  /// The hashes of each level that has tiles, from the leaves upwards, for the first `size` leaves.
  ///
  /// @param leaves the data of at least so many leaves
  public static List<Hashes.Level> levels(Hashes.Level leaves, long size) {
    var levels = new ArrayList<Hashes.Level>();
    levels.add(new Hashes.Level());
    for (long i = 0; i < size; i++) {
      levels.getFirst().writeBytes(Hashes.leaf(leaves.get(i)));
    }
    while (levels.getLast().count() >= WIDTH) {
      var below = levels.getLast();
      var level = new Hashes.Level();
      for (long at = 0; at + WIDTH <= below.count(); at += WIDTH) {
        var tree = new Hashes();
        for (int i = 0; i < WIDTH; i++) {
          tree.add(below.get(at + i));
        }
        level.writeBytes(tree.root());
      }
      levels.add(level);
    }
    return levels;
  }

  /// The number of a tile as a path.
  public static String path(long number) {
    var path = new StringBuilder("%03d".formatted(number % 1000));
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return path.toString();
  }
}
