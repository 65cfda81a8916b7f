package org.vigie.verify.footage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What was read of one reel.
///
/// @param parts that could be followed to, part 0 included, whether or not they can be opened
/// @param hashes of those parts, in their order
/// @param closed whether it has its footer
/// @param keyed whether its key was at hand, so that pictures were counted and not only believed
/// @param pictures decrypted and counted; taken from the frames where there is no key
/// @param bytes of the file
/// @param tailBytes after the last part of a reel without footer: what a crash left
/// @param faults what is wrong with it, one sentence each, part by part
/// @param unreadableParts parts that cannot be followed to, hashed or opened
public record Reel(
    Path file,
    Header header,
    List<Part> parts,
    List<byte[]> hashes,
    boolean closed,
    boolean keyed,
    long pictures,
    long bytes,
    long tailBytes,
    List<String> faults,
    int unreadableParts) {

  public Reel {
    parts = List.copyOf(parts);
    hashes = List.copyOf(hashes);
    faults = List.copyOf(faults);
  }

  /// The hash of the last part: what the footer and the ledger call the head.
  public byte[] head() {
    return hashes.isEmpty() ? header.hash().clone() : hashes.getLast().clone();
  }

  /// When its first picture was taken.
  public long startMicros() {
    return header.startMicros();
  }

  /// When its last picture ended.
  public long endMicros() {
    return parts.isEmpty() ? startMicros() : parts.getLast().wallEnd();
  }

  /// Whether the part before number `count` has this hash.
  boolean reaches(long count, byte[] head) {
    return count >= 1 && count <= hashes.size() && Arrays.equals(hashes.get((int) count - 1), head);
  }
}
