package org.vigie.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Changed inputs, the same ones each time for the same seed. Used by one thread.
final class Mutations {

  private static final int MOST_BYTES = 256 * 1024;

  /// Numbers at which parsers err.
  private static final long[] EDGES = {
    0,
    1,
    2,
    3,
    7,
    8,
    15,
    16,
    31,
    32,
    63,
    64,
    127,
    128,
    255,
    256,
    1023,
    4096,
    32_767,
    32_768,
    65_535,
    65_536,
    16_777_215,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    -1,
    -2,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final SplittableRandom random;
  private final List<byte[]> seeds;

  Mutations(long seed, List<byte[]> seeds) {
    this.random = new SplittableRandom(seed);
    this.seeds = List.copyOf(seeds);
  }

  byte[] next() {
    byte[] input = any().clone();
    int changes = 1 + random.nextInt(1 + random.nextInt(6));
    for (int i = 0; i < changes; i++) {
      input = changed(input);
    }
    return input.length > MOST_BYTES ? Arrays.copyOf(input, MOST_BYTES) : input;
  }

  private byte[] any() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] changed(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int end = at + random.nextInt(1 + random.nextInt(input.length - at + 1));
    return switch (random.nextInt(9)) {
      case 0 -> flipped(input, at);
      case 1 -> number(input, at);
      case 2 -> text(input, at);
      // A piece is left out.
      case 3 -> joined(Arrays.copyOf(input, at), tail(input, end));
      // A piece is repeated, sometimes many times.
      case 4 -> repeated(input, at, end);
      // Cut off.
      case 5 -> Arrays.copyOf(input, at);
      // The rest is another input's.
      case 6 -> {
        var other = any();
        yield joined(Arrays.copyOf(input, at), tail(other, random.nextInt(other.length + 1)));
      }
      case 7 -> random(input, at, end);
      default ->
          joined(joined(Arrays.copyOf(input, at), bytes(1 + random.nextInt(8))), tail(input, at));
    };
  }

  private byte[] flipped(byte[] input, int at) {
    if (at < input.length) {
      input[at] ^= (byte) (1 << random.nextInt(8));
    }
    return input;
  }

  private byte[] number(byte[] input, int at) {
    long value = EDGES[random.nextInt(EDGES.length)];
    int width = 1 << random.nextInt(4);
    for (int i = 0; i < width && at + i < input.length; i++) {
      input[at + i] = (byte) (value >>> 8 * (width - 1 - i));
    }
    return input;
  }

  private byte[] text(byte[] input, int at) {
    var digits = Long.toString(EDGES[random.nextInt(EDGES.length)]);
    var word = digits.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    int end = at;
    while (end < input.length && Character.isDigit(input[end])) {
      end++;
    }
    return joined(joined(Arrays.copyOf(input, at), word), tail(input, end));
  }

  private byte[] repeated(byte[] input, int at, int end) {
    var piece = Arrays.copyOfRange(input, at, end);
    int most = piece.length == 0 ? 1 : Math.min(2000, 16_384 / piece.length + 1);
    int times = random.nextInt(4) == 0 ? 1 + random.nextInt(most) : 1;
    var out = Arrays.copyOf(input, end);
    for (int i = 0; i < times; i++) {
      out = joined(out, piece);
    }
    return joined(out, tail(input, end));
  }

  private byte[] random(byte[] input, int from, int to) {
    for (int i = from; i < Math.min(to, from + 16); i++) {
      input[i] = (byte) random.nextInt();
    }
    return input;
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] tail(byte[] input, int from) {
    return Arrays.copyOfRange(input, from, input.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var whole = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    return whole;
  }
}
