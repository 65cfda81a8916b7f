package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.vigie.base.Durable;

/// The public side of one year: tiles and entry bundles as C2SP tlog-tiles lays them out, ready for
/// any static web server.
///
/// Everything here follows from the private entries, so a file that is missing or torn is written
/// again. Entries are added by one thread; what a checkpoint needs is written by one at a time,
/// which may be another; [#hashes] is for any.
final class TileFiles {

  private final Path folder;
  private final TreeHead tree = new TreeHead(this::queue);
  private final List<byte[]> bundle = new ArrayList<>();
  private final List<Full> full = new ArrayList<>();

  private record Full(String kind, long number, byte[] bytes) {}

  private record Partial(String kind, String path, byte[] bytes) {}

  /// What a checkpoint over the tree of one moment needs: taken at once, written while more entries
  /// come.
  ///
  /// @param size how many entries the tree had
  /// @param root its hash
  static final class Edge {
    private final long size;
    private final byte[] root;
    private final List<Full> full;
    private final List<Partial> partial = new ArrayList<>();

    private Edge(long size, byte[] root, List<Full> full) {
      this.size = size;
      this.root = root;
      this.full = full;
    }

    long size() {
      return size;
    }

    byte[] root() {
      return root;
    }
  }

  TileFiles(Path folder) {
    this.folder = folder.resolve("tile");
  }

  TreeHead tree() {
    return tree;
  }

  /// Adds an entry to the tree; its files come with the next [#edge], or [#flushFull].
  synchronized void add(Sealed entry) {
    bundle.add(entry.hash());
    if (bundle.size() == TreeHead.TILE_WIDTH) {
      full.add(new Full("entries", tree.size() / TreeHead.TILE_WIDTH, prefixed(bundle)));
      bundle.clear();
    }
    tree.add(Merkle.leaf(entry.hash()));
  }

  private void queue(int level, long number, List<byte[]> hashes) {
    full.add(new Full(Integer.toString(level), number, joined(hashes)));
  }

  /// Writes what has become full.
  void flushFull() throws IOException {
    writeFull(queued());
  }

  private synchronized List<Full> queued() {
    return List.copyOf(full);
  }

  private void writeFull(List<Full> queued) throws IOException {
    for (var tile : queued) {
      write(tile.kind, TilePath.of(tile.number), tile.bytes);
      deletePartials(folder.resolve(tile.kind).resolve(TilePath.of(tile.number) + ".p"));
    }
    synchronized (this) {
      full.subList(0, queued.size()).clear();
    }
  }

  /// Every file that a checkpoint over the present tree needs.
  synchronized Edge edge() {
    var edge = new Edge(tree.size(), tree.root(), List.copyOf(full));
    if (!bundle.isEmpty()) {
      var path = TilePath.partial(tree.size() / TreeHead.TILE_WIDTH, bundle.size());
      edge.partial.add(new Partial("entries", path, prefixed(bundle)));
    }
    for (int level = 0; level < tree.levels(); level++) {
      var hashes = tree.edge(level);
      if (!hashes.isEmpty()) {
        var path = TilePath.partial(tree.size() >>> (8 * (level + 1)), hashes.size());
        edge.partial.add(new Partial(Integer.toString(level), path, joined(hashes)));
      }
    }
    return edge;
  }

  /// Writes those files, durably. If it throws, the next edge has them again.
  void write(Edge edge) throws IOException {
    writeFull(edge.full);
    for (var tile : edge.partial) {
      write(tile.kind, tile.path, tile.bytes);
    }
  }

  /// The first hashes of a tile, from whichever of its files is there.
  List<byte[]> hashes(int level, long number, int width) throws IOException {
    var whole = folder.resolve(Integer.toString(level)).resolve(TilePath.of(number));
    byte[] bytes;
    try {
      // A partial tile may be deleted once its full one is there, so this order never misses both.
      bytes = Files.readAllBytes(whole.resolveSibling(whole.getFileName() + ".p/" + width));
    } catch (NoSuchFileException e) {
      bytes = Files.readAllBytes(whole);
    }
    if (bytes.length < width * Merkle.HASH_BYTES) {
      throw new IOException(whole + " is torn: it holds fewer than " + width + " hashes");
    }
    var hashes = new ArrayList<byte[]>();
    for (int i = 0; i < width; i++) {
      hashes.add(Arrays.copyOfRange(bytes, i * Merkle.HASH_BYTES, (i + 1) * Merkle.HASH_BYTES));
    }
    return hashes;
  }

  private void write(String kind, String path, byte[] bytes) throws IOException {
    var file = folder.resolve(kind).resolve(path);
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Durable.replace(file, bytes);
  }

  private static void deletePartials(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var partials = Files.list(folder)) {
      for (var partial : partials.toList()) {
        Files.deleteIfExists(partial);
      }
    }
    Files.deleteIfExists(folder);
  }

  static byte[] joined(List<byte[]> hashes) {
    var bytes = ByteBuffer.allocate(hashes.size() * Merkle.HASH_BYTES);
    hashes.forEach(bytes::put);
    return bytes.array();
  }

  static byte[] prefixed(List<byte[]> leaves) {
    var bytes = ByteBuffer.allocate(leaves.size() * (2 + Merkle.HASH_BYTES));
    leaves.forEach(leaf -> bytes.putShort((short) leaf.length).put(leaf));
    return bytes.array();
  }
}
