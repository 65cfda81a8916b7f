package org.vigie.verify.footage;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one reel from end to end: every frame, every hash, the footer and, with the key, every
/// picture. Holds one part in memory at a time.
final class ReelFile {

  private static final int HASH = 32;

  /// One picture may be large; nothing that a camera sends is larger.
  private static final int MOST_PART_BYTES = 64 << 20;

  private final Path file;
  private final long size;
  private final byte @Nullable [] key;
  private final Header header;
  private final List<Part> parts = new ArrayList<>();
  private final List<byte[]> hashes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Optional<Footer> footer;
  private long at;
  private long pictures;
  private int unreadable;

  /// Whether the part read last does not give its hash.
  private boolean tornLast;

  private ReelFile(Path file, byte @Nullable [] key, Header header, Optional<Footer> footer)
      throws IOException {
    this.file = file;
    this.size = Files.size(file);
    this.key = key;
    this.header = header;
    this.footer = footer;
    this.at = header.length();
  }

  /// @param key where it is at hand
  /// @throws Unreadable if the file does not even begin like a reel
  static Reel read(Path file, Optional<byte[]> key) throws IOException, Unreadable {
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 18))) {
      var header = Header.read(in);
      var reading = new ReelFile(file, key.orElse(null), header, Footer.find(file, header));
      return reading.read(in);
    }
  }

  private Reel read(InputStream in) throws IOException {
    if (key != null && !Crypto.commits(key, header)) {
      faults.add("the key in the store is not the one that its header commits to");
    }
    long end = footer.map(Footer::at).orElse(size);
    while (at < end && readPart(in, end)) {}
    if (footer.isEmpty() && tornLast) {
      dropLast();
    }
    int listed = footer.map(f -> f.parts().size()).orElse(parts.size());
    if (listed > parts.size()) {
      unreadable += listed - parts.size();
      faults.add("its footer lists %d parts; %d are there".formatted(listed, parts.size()));
    }
    footer.ifPresent(this::compare);
    return new Reel(
        file,
        header,
        parts,
        hashes,
        footer.isPresent(),
        key != null,
        pictures,
        size,
        footer.isPresent() ? 0 : size - at,
        faults,
        unreadable);
  }

  /// Reads the part at the present place.
  ///
  /// @return false where none follows
  private boolean readPart(InputStream in, long end) throws IOException {
    if (end - at < Frame.BYTES + HASH) {
      return false;
    }
    var bytes = in.readNBytes(Frame.BYTES);
    var found = Frame.read(bytes);
    int number = parts.size();
    int length = found.map(Frame::length).orElseGet(() -> listedLength(number));
    if (length < 16 || length > MOST_PART_BYTES || length > end - at - Frame.BYTES - HASH) {
      return false;
    }
    if (found.isEmpty()) {
      bad(number, "its frame was changed");
    }
    var sealed = in.readNBytes(length);
    var stored = in.readNBytes(HASH);
    tornLast = false;
    if (found.isPresent() && !belongs(found.get(), number)) {
      if (footer.isEmpty()) {
        return false; // Old bytes after the end of what was written.
      }
      bad(number, "it does not follow on the part before");
    } else if (found.isPresent()) {
      check(found.get(), bytes, sealed, stored);
    }
    parts.add(found.map(Part::of).orElseGet(() -> listed(number)));
    hashes.add(stored);
    at += Frame.BYTES + (long) length + HASH;
    return true;
  }

  /// What a crash leaves half written at the end of a reel was never part of it.
  private void dropLast() {
    at -= parts.removeLast().wholeBytes();
    hashes.removeLast();
    faults.removeLast();
    unreadable--;
  }

  private boolean belongs(Frame frame, int number) {
    var previous = hashes.isEmpty() ? header.hash() : hashes.getLast();
    return frame.magic() == Frame.PART
        && frame.number() == number
        && Arrays.equals(frame.previous(), previous);
  }

  private void check(Frame frame, byte[] bytes, byte[] sealed, byte[] stored) {
    var digest = Crypto.digest();
    digest.update(bytes);
    digest.update(sealed);
    if (!Arrays.equals(digest.digest(), stored)) {
      bad(frame.number(), "its bytes do not give its hash");
      tornLast = true;
      return;
    }
    if (key == null) {
      pictures += frame.pictures();
      return;
    }
    var plain = Crypto.open(key, header.hash(), bytes, sealed);
    if (plain.isEmpty()) {
      bad(frame.number(), "its seal does not hold");
      return;
    }
    open(frame, plain.get());
  }

  private void open(Frame frame, byte[] plain) {
    if (frame.number() == 0) {
      if (!Fragment.isInit(plain) || frame.pictures() != 0) {
        bad(0, "it is no init segment");
      }
      return;
    }
    try {
      int counted = Fragment.pictures(plain);
      if (counted != frame.pictures()) {
        bad(
            frame.number(),
            "it holds %d pictures and says %d".formatted(counted, frame.pictures()));
      }
      pictures += counted;
    } catch (Unreadable e) {
      bad(frame.number(), e.getMessage() + "");
    }
  }

  private void bad(int number, String what) {
    unreadable++;
    faults.add("part " + number + ": " + what);
  }

  private void compare(Footer f) {
    if (f.parts().size() == parts.size() && !f.parts().equals(parts)) {
      faults.add("its footer lists other parts than those that are there");
    }
    var head = hashes.isEmpty() ? header.hash() : hashes.getLast();
    if (f.parts().size() == parts.size() && !Arrays.equals(f.head(), head)) {
      faults.add("its footer names another head");
    }
  }

  private int listedLength(int number) {
    return footer
        .filter(f -> number < f.parts().size())
        .map(f -> f.parts().get(number).length())
        .orElse(0);
  }

  private Part listed(int number) {
    return footer.orElseThrow().parts().get(number);
  }

  /// A footer, found from the end of the file.
  ///
  /// @param at where it begins
  private record Footer(long at, byte[] head, List<Part> parts) {

    static Optional<Footer> find(Path file, Header header) throws IOException {
      try (var in = new RandomAccessFile(file.toFile(), "r")) {
        long size = in.length();
        if (size < header.length() + 4) {
          return Optional.empty();
        }
        in.seek(size - 4);
        long length = Integer.toUnsignedLong(in.readInt());
        if (length < Frame.BYTES + HASH + 4
            || length > size - header.length()
            || length > MOST_PART_BYTES) {
          return Optional.empty();
        }
        var bytes = new byte[(int) length];
        in.seek(size - length);
        in.readFully(bytes);
        return read(bytes, size - length, header);
      }
    }

    private static Optional<Footer> read(byte[] bytes, long at, Header header) {
      var frame = Frame.read(Arrays.copyOf(bytes, Frame.BYTES)).orElse(null);
      int end = bytes.length - 4 - HASH;
      if (frame == null
          || frame.magic() != Frame.FOOTER
          || frame.length() != end - Frame.BYTES
          || !Arrays.equals(Crypto.hash(bytes, end), Arrays.copyOfRange(bytes, end, end + HASH))) {
        return Optional.empty();
      }
      try {
        var parts =
            PartTable.read(Arrays.copyOfRange(bytes, Frame.BYTES, end), header.startMicros());
        return parts.size() == frame.number()
            ? Optional.of(new Footer(at, frame.previous(), parts))
            : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
