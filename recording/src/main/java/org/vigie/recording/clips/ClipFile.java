package org.vigie.recording.clips;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.vigie.recording.Unreadable;

/// A kept clip's file: its header, the sealed film, the sealed still, nothing else. Pure but for
/// reading.
final class ClipFile {

  private ClipFile() {}

  /// All bytes of the file.
  static byte[] encode(KeptClip clip, byte[] key, byte[] film, byte[] still) {
    var cipher = new ClipCipher();
    var header = new ClipHeader(clip, film.length, still.length, cipher.commitment(key)).encode();
    var hash = ClipHeader.hash(header);
    var sealedFilm = cipher.seal(key, ClipCipher.Kind.FILM, hash, film);
    var sealedStill = cipher.seal(key, ClipCipher.Kind.STILL, hash, still);
    return ByteBuffer.allocate(header.length + sealedFilm.length + sealedStill.length)
        .put(header)
        .put(sealedFilm)
        .put(sealedStill)
        .array();
  }

  /// @throws Unreadable if it is not what it was
  static ClipHeader header(Path path) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      return ClipHeader.decode(header(file));
    }
  }

  /// Whether a key is the one that a header commits to.
  static boolean isKeyOf(ClipHeader header, byte[] key) {
    return MessageDigest.isEqual(new ClipCipher().commitment(key), header.keyCommitment());
  }

  /// The film or the still.
  ///
  /// @throws Unreadable if one bit of it, of the header or of the key is not what it was
  static byte[] open(Path path, byte[] key, ClipCipher.Kind kind) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var encoded = header(file);
      var header = ClipHeader.decode(encoded);
      if (!isKeyOf(header, key)) {
        throw new Unreadable("the key is not the clip's");
      }
      long film = encoded.length;
      long still = film + header.filmBytes() + ClipCipher.TAG_BYTES;
      long end = still + header.stillBytes() + ClipCipher.TAG_BYTES;
      if (file.size() != end) {
        throw new Unreadable("it has another length than its header says");
      }
      var sealed =
          switch (kind) {
            case FILM -> read(file, film, (int) (still - film));
            case STILL -> read(file, still, (int) (end - still));
          };
      return new ClipCipher().open(key, kind, ClipHeader.hash(encoded), sealed);
    }
  }

  private static byte[] header(FileChannel file) throws IOException {
    var prologue = ByteBuffer.wrap(read(file, 0, ClipHeader.PROLOGUE_BYTES));
    return read(file, 0, ClipHeader.length(prologue));
  }

  private static byte[] read(FileChannel file, long at, int length) throws IOException {
    if (at + length > file.size()) {
      throw new Unreadable("it is cut off");
    }
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {
      // Until all of it is there.
    }
    if (bytes.hasRemaining()) {
      throw new Unreadable("it is cut off");
    }
    return bytes.array();
  }
}
