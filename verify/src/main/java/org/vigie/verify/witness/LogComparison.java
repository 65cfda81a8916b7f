package org.vigie.verify.witness;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.vigie.verify.Hashes;
import org.vigie.verify.Head;
import org.vigie.verify.TileTree;

/// Compares what one log publishes under a signed checkpoint with the leaves that the witness
/// keeps.
final class LogComparison {

  private static final int HASH = 32;

  private final PublishedLog log;
  private final Head head;
  private final Leaves leaves;

  LogComparison(PublishedLog log, Head head, Leaves leaves) {
    this.log = log;
    this.head = head;
    this.leaves = leaves;
  }

  /// Reads what is new, and everything else too if asked; adds it to the leaves. Then all of them
  /// together give the signed root, and the first of them that of the checkpoint accepted before.
  ///
  /// @throws Refusal that names the first entry that differs, where one does
  void read(boolean whole, Optional<Head> seen) throws IOException, Refusal {
    log.leaves(whole ? 0 : leaves.count(), head.size(), this::take);
    var tree = new Hashes();
    for (long i = 0; i < head.size(); i++) {
      requireAccepted(tree, seen);
      tree.add(Hashes.leaf(leaves.get(i)));
    }
    requireAccepted(tree, seen);
    if (!Arrays.equals(tree.root(), head.root())) {
      requireSame(seen.map(Head::size).orElse(0L));
      throw new Refusal(
          "%s fails in entries %d to %d: what is published does not give the root that was signed over %d entries."
              .formatted(
                  head.origin(),
                  seen.map(Head::size).filter(size -> size < head.size()).orElse(0L),
                  head.size() - 1,
                  head.size()));
    }
  }

  private void requireAccepted(Hashes tree, Optional<Head> seen) throws Refusal {
    if (seen.isPresent()
        && seen.get().size() == tree.size()
        && !Arrays.equals(tree.root(), seen.get().root())) {
      throw new Refusal(
          "%s was rewritten: its first %d entries are not those that were cosigned. The change lies in entries 0 to %d."
              .formatted(head.origin(), tree.size(), tree.size() - 1));
    }
  }

  /// Requires that the first entries are published as they were.
  void requireSame(long size) throws IOException, Refusal {
    log.leaves(0, Math.min(size, leaves.count()), this::take);
  }

  private void take(long index, byte[] leaf) throws Refusal {
    if (index >= leaves.count()) {
      leaves.add(leaf);
    } else if (!Arrays.equals(leaf, leaves.get(index))) {
      throw new Refusal(
          "%s was rewritten: entry %d is not the one that this witness saw before."
              .formatted(head.origin(), index));
    }
  }

  /// Requires that the hash tiles are what the entries give.
  ///
  /// @param from tiles that lie wholly before this entry were compared earlier
  void requireTiles(long from) throws IOException, Refusal {
    var levels = TileTree.levels(leaves.data(), head.size());
    for (int level = 0; level < levels.size(); level++) {
      long count = levels.get(level).count();
      long first = from >>> (8 * (level + 1));
      for (long number = first; number * TileTree.WIDTH < count; number++) {
        int width = (int) Math.min(TileTree.WIDTH, count - number * TileTree.WIDTH);
        requireTile(levels.get(level), level, number, width);
      }
    }
  }

  private void requireTile(Hashes.Level hashes, int level, long number, int width)
      throws IOException, Refusal {
    var bytes = log.tile(level, number, width);
    for (int i = 0; i < width; i++) {
      long position = number * TileTree.WIDTH + i;
      if (!Arrays.equals(
          hashes.get(position), Arrays.copyOfRange(bytes, i * HASH, (i + 1) * HASH))) {
        long span = 1L << (8 * level);
        throw new Refusal(
            "%s: tile/%d/%s was altered: it does not hold the hash of %s."
                .formatted(
                    head.origin(),
                    level,
                    TileTree.path(number),
                    level == 0
                        ? "entry " + position
                        : "entries %d to %d"
                            .formatted(position * span, position * span + span - 1)));
      }
    }
  }
}
