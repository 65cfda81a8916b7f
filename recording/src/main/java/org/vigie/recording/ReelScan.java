package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// Reads a reel without its key.
///
/// @param headerHash the beginning of the chain
/// @param parts in the footer where the reel was closed, else those found by following the frames
/// @param head the hash of the last part
/// @param closed whether there is a whole footer
/// @param size of the file
record ReelScan(
    ReelHeader header,
    int headerLength,
    byte[] headerHash,
    PartList parts,
    byte[] head,
    boolean closed,
    long size) {

  /// Told of each part as it is read.
  interface Visitor {
    /// @param bytes frame and ciphertext
    void part(PartFrame frame, byte[] bytes) throws IOException;
  }

  /// Reads header and footer; without a footer, every part and its hash.
  ///
  /// @throws Unreadable if the header is not a reel's
  static ReelScan quick(Path path) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var encoded = header(file);
      var header = ReelHeader.decode(encoded);
      var footer = ReelFooter.read(file, encoded.length, Micros.of(header.start()));
      return footer.isPresent()
          ? of(header, encoded, footer.get().parts(), footer.get().head(), true, file.size())
          : follow(file, header, encoded, false, (frame, bytes) -> {});
    }
  }

  /// Reads every part and its hash, whether or not there is a footer; stops at the first that is
  /// not what it was.
  static ReelScan whole(Path path, Visitor visitor) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var encoded = header(file);
      var header = ReelHeader.decode(encoded);
      var footer = ReelFooter.read(file, encoded.length, Micros.of(header.start()));
      return follow(file, header, encoded, footer.isPresent(), visitor);
    }
  }

  /// What a reel's header says.
  static ReelHeader headerOf(Path path) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      return ReelHeader.decode(header(file));
    }
  }

  /// The bytes of a reel's header.
  static byte[] header(FileChannel file) throws IOException {
    var prologue = ByteBuffer.allocate(ReelHeader.PROLOGUE_BYTES);
    if (!Disk.readFully(file, 0, prologue)) {
      throw new Unreadable("is shorter than a reel's header");
    }
    var encoded = new byte[ReelHeader.length(prologue.flip())];
    if (!Disk.readFully(file, 0, ByteBuffer.wrap(encoded))) {
      throw new Unreadable("is shorter than its header");
    }
    return encoded;
  }

  private static ReelScan follow(
      FileChannel file, ReelHeader header, byte[] encoded, boolean closed, Visitor visitor)
      throws IOException {
    var parts = new PartList(encoded.length, Micros.of(header.start()));
    var previous = ReelHeader.hash(encoded);
    for (var read = part(file, parts.end()); read.isPresent(); read = part(file, parts.end())) {
      var frame = read.get().frame;
      if (frame.kind() != PartFrame.PART
          || frame.number() != parts.parts()
          || !Arrays.equals(frame.previous(), previous)) {
        break;
      }
      visitor.part(frame, read.get().bytes);
      parts.add(frame);
      previous = read.get().hash;
    }
    return of(header, encoded, parts, previous, closed, file.size());
  }

  private static ReelScan of(
      ReelHeader header, byte[] encoded, PartList parts, byte[] head, boolean closed, long size) {
    return new ReelScan(
        header, encoded.length, ReelHeader.hash(encoded), parts, head, closed, size);
  }

  /// One part as it lies on disk, its hash checked.
  record Read(PartFrame frame, byte[] bytes, byte[] hash) {}

  /// The part that begins at `at`; empty if there is none, or it is not what was written.
  static Optional<Read> part(FileChannel file, long at) throws IOException {
    var head = new byte[PartFrame.BYTES];
    if (!Disk.readFully(file, at, ByteBuffer.wrap(head))) {
      return Optional.empty();
    }
    var frame = PartFrame.read(head);
    if (frame.isEmpty() || at + frame.get().wholeBytes() > file.size()) {
      return Optional.empty();
    }
    int length = PartFrame.BYTES + frame.get().length();
    var bytes = Arrays.copyOf(head, length);
    var rest = ByteBuffer.wrap(bytes).position(PartFrame.BYTES);
    var stored = new byte[Digests.HASH_BYTES];
    if (!Disk.readFully(file, at + PartFrame.BYTES, rest)
        || !Disk.readFully(file, at + length, ByteBuffer.wrap(stored))) {
      return Optional.empty();
    }
    var hash = Digests.chain().digest(bytes);
    return MessageDigest.isEqual(hash, stored)
        ? Optional.of(new Read(frame.get(), bytes, hash))
        : Optional.empty();
  }
}
