package org.vigie.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Checks one year's log: recomputes the whole tree from the published leaves and compares it with
/// every tile, with the signed root, with checkpoints seen earlier, and with the entries themselves
/// where they are at hand. Memory: 64 bytes for each entry.
final class LogCheck {

  private static final String NOT_THE_ENTRIES = " (their hashes; not the entries)";
  private static final int HASH = 32;
  private static final int MOST_NAMED = 10;
  private static final long MOST_BEGUN_BYTES = 1 << 16;
  private static final int MEMBER = 2 + HASH;

  private final Head head;
  private final TileFolder tiles;
  private final Hashes.Level leaves = new Hashes.Level();
  private final List<Hashes.Level> levels = new ArrayList<>();
  private final PrivateEntries entries;
  private final Path begunFile;
  private Map<?, ?> previous = Map.of();

  /// @param mayWithhold as [PrivateEntries] has it
  LogCheck(Path publicFolder, Path privateFolder, Head head, boolean mayWithhold) {
    this.head = head;
    this.tiles = new TileFolder(publicFolder);
    this.begunFile = publicFolder.resolve("begun");
    this.entries = new PrivateEntries(privateFolder, head.origin(), mayWithhold);
  }

  /// @param seen checkpoints of this log from earlier, whose signatures hold
  /// @return what holds, in one sentence
  String check(List<Head> seen) throws IOException, Fault {
    readLeaves();
    // The entries first: they name the one entry that was touched, where tiles name many.
    boolean whole = entries.arePresent();
    long unsigned = whole ? entries.check(leaves) : 0;
    levels.addAll(TileTree.levels(leaves, leaves.count()));
    requireTiles();
    tiles.visitAll(this::compare);
    checkRoots(seen);
    checkBegun();
    return sentence(whole, unsigned);
  }

  private String sentence(boolean whole, long unsigned) {
    return "%s holds: %d entries, signed%s%s."
        .formatted(
            head.origin(),
            head.size(),
            whole ? ", and every one is what was published" + withheld() : NOT_THE_ENTRIES,
            unsigned == 0 ? "" : "; " + unsigned + " more are written and not signed yet");
  }

  private String withheld() {
    var withheld = entries.withheld();
    if (withheld.isEmpty()) {
      return "";
    }
    var named =
        withheld.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    long more = withheld.size() - MOST_NAMED;
    return "; of %d the hash alone is here, since they were withheld from whoever it was made for: %s%s"
        .formatted(withheld.size(), named, more > 0 ? " and " + more + " more" : "");
  }

  private void readLeaves() throws IOException, Fault {
    for (long at = 0; at < head.size(); at += TileFolder.WIDTH) {
      int width = (int) Math.min(TileFolder.WIDTH, head.size() - at);
      var bundle = ByteBuffer.wrap(tiles.read("entries", at / TileFolder.WIDTH, width));
      for (int i = 0; i < width; i++) {
        if (bundle.remaining() < MEMBER || bundle.getShort() != HASH) {
          throw Fault.at(head.origin(), at + i, "its bundle is torn or altered");
        }
        var leaf = new byte[HASH];
        bundle.get(leaf);
        leaves.writeBytes(leaf);
      }
    }
  }

  /// Every tile that a reader of this checkpoint needs must be there; what it holds is compared
  /// with all the others.
  private void requireTiles() throws IOException, Fault {
    for (int level = 0; level < levels.size(); level++) {
      long count = levels.get(level).count();
      for (long at = 0; at < count; at += TileFolder.WIDTH) {
        int width = (int) Math.min(TileFolder.WIDTH, count - at);
        tiles.read(Integer.toString(level), at / TileFolder.WIDTH, width);
      }
    }
  }

  /// Compares one published file with what was recomputed, as far as the checkpoint goes: what a
  /// running server has written beyond it cannot be judged yet.
  private void compare(TileFolder.Published tile) throws IOException, Fault {
    boolean isBundle = tile.kind().equals("entries");
    int level = isBundle ? 0 : Integer.parseInt(tile.kind());
    long first = tile.number() * TileFolder.WIDTH;
    long known = level < levels.size() ? levels.get(level).count() - first : 0;
    int memberBytes = isBundle ? MEMBER : HASH;
    byte[] bytes;
    try {
      // Asked before it is read: a forged file may be larger than the memory.
      long size = Files.size(tile.file());
      if (size != tile.width() * memberBytes) {
        throw new Fault(
            "%s has %d bytes, not %d.".formatted(tile.file(), size, tile.width() * memberBytes));
      }
      bytes = Files.readAllBytes(tile.file());
    } catch (NoSuchFileException e) {
      return; // A partial tile may go once the full one is there.
    }
    for (int i = 0; i < Math.min(known, tile.width()); i++) {
      var member = Arrays.copyOfRange(bytes, i * memberBytes, (i + 1) * memberBytes);
      if (!Arrays.equals(
          member, isBundle ? prefixed(first + i) : levels.get(level).get(first + i))) {
        throw differs(tile.file(), level, first + i);
      }
    }
  }

  private byte[] prefixed(long leaf) {
    return ByteBuffer.allocate(MEMBER).putShort((short) HASH).put(leaves.get(leaf)).array();
  }

  private Fault differs(Path file, int level, long position) {
    if (level == 0) {
      return Fault.at(
          head.origin(), position, file + " does not hold what the other files say of it");
    }
    long span = 1L << (8 * level);
    return new Fault(
        "%s fails in entries %d to %d: %s does not hold their hash."
            .formatted(head.origin(), position * span, (position + 1) * span - 1, file));
  }

  /// Compares the root with the signed one, and the roots on the way with those seen earlier.
  private void checkRoots(List<Head> seen) throws Fault {
    var due = new ArrayList<>(seen);
    due.sort(Comparator.comparingLong(Head::size));
    var tree = new Hashes();
    long agreed = 0;
    for (var earlier : due) {
      if (earlier.size() > head.size()) {
        throw new Fault(
            "%s was rolled back: a checkpoint seen earlier was signed over %d entries, this one over %d. The first entry missing is %d."
                .formatted(head.origin(), earlier.size(), head.size(), head.size()));
      }
      grow(tree, earlier.size());
      if (!Arrays.equals(tree.root(), earlier.root())) {
        throw new Fault(
            "%s was rewritten: its first %d entries are not those of a checkpoint seen earlier. The change lies in entries %d to %d."
                .formatted(head.origin(), earlier.size(), agreed, earlier.size() - 1));
      }
      agreed = earlier.size();
    }
    grow(tree, head.size());
    if (!Arrays.equals(tree.root(), head.root())) {
      throw new Fault(
          "%s fails in entries %d to %d: together they do not give the root that was signed."
              .formatted(head.origin(), agreed, head.size() - 1));
    }
  }

  private void grow(Hashes tree, long size) {
    while (tree.size() < size) {
      tree.add(levels.getFirst().get(tree.size()));
    }
  }

  /// The first entry is published with its words too, by every Vigie since there are witnesses.
  private void checkBegun() throws IOException, Fault {
    if (Files.exists(begunFile)) {
      if (Files.size(begunFile) > MOST_BEGUN_BYTES) {
        throw new Fault(begunFile + " is far larger than one entry.");
      }
      var line = new String(Files.readAllBytes(begunFile), StandardCharsets.UTF_8);
      var begun = Begun.read(line, begunFile.toString());
      if (leaves.count() == 0 || !Arrays.equals(begun.leaf(), leaves.get(0))) {
        throw Fault.at(head.origin(), 0, begunFile + " is not the entry that was published");
      }
      previous = begun.previous();
    } else if (entries.firstBody().get("facts") instanceof Map<?, ?> facts
        && facts.get("previous") instanceof Map<?, ?> said) {
      previous = said;
    }
  }

  /// Where this log says that the year before ended; empty in the first year, or where neither the
  /// entries nor the file `begun` are at hand.
  Map<?, ?> previous() {
    return previous;
  }
}
