package org.vigie.verify.footage;

/// What a reel says of one of its parts, part 0 included. Wall times are microseconds since 1970,
/// media times ticks of 1/90000 s from the reel's first picture.
///
/// @param length of its ciphertext with the tag
public record Part(
    int number,
    int length,
    long wallStart,
    long wallEnd,
    long mediaTicks,
    long durationTicks,
    int pictures,
    int flags) {

  static Part of(Frame frame) {
    return new Part(
        frame.number(),
        frame.length(),
        frame.wallStart(),
        frame.wallEnd(),
        frame.mediaTicks(),
        frame.durationTicks(),
        frame.pictures(),
        frame.flags());
  }

  /// Frame, ciphertext and hash.
  public long wholeBytes() {
    return Frame.BYTES + (long) length + 32;
  }
}
