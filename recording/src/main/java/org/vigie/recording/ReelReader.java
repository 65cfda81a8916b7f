package org.vigie.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.vigie.media.MediaException;
import org.vigie.media.mp4.Fragment;
import org.vigie.media.mp4.Mp4Reader;
import org.vigie.model.VideoFormat;

/// Decrypts the parts of one reel. Used by one thread.
final class ReelReader implements AutoCloseable {

  private final FileChannel file;
  private final byte[] key;
  private final byte[] headerHash;
  private final ReelCipher cipher = new ReelCipher();
  private final VideoFormat format;
  private final Duration uncertainty;
  private final Footage.Limit limit;

  private ReelReader(FileChannel file, byte[] key, PartList.Part init) throws IOException {
    this.file = file;
    this.key = key;
    var encoded = ReelScan.header(file);
    var header = ReelHeader.decode(encoded);
    this.headerHash = ReelHeader.hash(encoded);
    this.uncertainty = header.uncertainty();
    this.limit = new Footage.Limit(header.act(), header.retention());
    if (!MessageDigest.isEqual(cipher.commitment(key, header.reel()), header.keyCommitment())) {
      throw new Unreadable("the key is not the reel's");
    }
    try {
      this.format = Mp4Reader.format(open(init));
    } catch (MediaException e) {
      throw new Unreadable("its init segment is broken: " + e.getMessage());
    }
  }

  /// @throws Unreadable if the reel is not what it was, or the key is another's
  static ReelReader open(Path path, byte[] key, PartList.Part init) throws IOException {
    var file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new ReelReader(file, key, init);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// The hash that a reel's masks are bound to; empty if its header cannot be read.
  static Optional<byte[]> headerHash(Path path) throws IOException {
    return header(path).map(ReelHeader::hash);
  }

  /// A reel's header, encoded; empty if it cannot be read.
  static Optional<byte[]> header(Path path) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      return Optional.of(ReelScan.header(file));
    } catch (Unreadable | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// How far dates may be off, as was known when the reel began.
  Duration uncertainty() {
    return uncertainty;
  }

  /// Its act, and how long that lets it be kept.
  Footage.Limit limit() {
    return limit;
  }

  VideoFormat format() {
    return format;
  }

  /// The pictures of a part.
  Fragment read(PartList.Part part) throws IOException {
    try {
      return Mp4Reader.fragment(ByteBuffer.wrap(open(part)));
    } catch (MediaException e) {
      throw new Unreadable("part " + part.number() + " is broken: " + e.getMessage());
    }
  }

  private byte[] open(PartList.Part part) throws IOException {
    var bytes = new byte[PartFrame.BYTES + part.length()];
    if (!Disk.readFully(file, part.offset(), ByteBuffer.wrap(bytes))) {
      throw new Unreadable("part " + part.number() + " is cut off");
    }
    var frame = PartFrame.read(bytes);
    if (frame.isEmpty()
        || frame.get().number() != part.number()
        || frame.get().length() != part.length()) {
      throw new Unreadable("part " + part.number() + " is not where it was");
    }
    return cipher.open(key, frame.get(), headerHash, bytes);
  }

  /// Lets go of the file and overwrites the key that it was given.
  @Override
  public void close() throws IOException {
    Arrays.fill(key, (byte) 0);
    file.close();
  }
}
