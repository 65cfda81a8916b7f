package org.vigie.verify.footage;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/// A set of reels' ids, of which a town has millions after a few years: 16 bytes and the table's
/// spare room each. Ids are random, so they are their own hashes. Of one thread.
final class ReelIds {

  private static final Pattern ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final int HALF = 16;

  /// Names of another form.
  private final Set<String> others = new HashSet<>();

  /// Two halves each; zeros where nothing is.
  private long[] table = new long[1 << 10];

  private int size;

  void add(String reel) {
    if (!ID.matcher(reel).matches()) {
      others.add(reel);
      return;
    }
    if (3 * size > table.length) {
      grow();
    }
    put(high(reel), low(reel));
  }

  boolean contains(String reel) {
    if (!ID.matcher(reel).matches()) {
      return others.contains(reel);
    }
    long high = high(reel);
    long low = low(reel);
    int at = place(high, low);
    return table[at] == high && table[at + 1] == low;
  }

  private void put(long high, long low) {
    int at = place(high, low);
    if (table[at] == 0 && table[at + 1] == 0) {
      size++;
    }
    table[at] = high;
    table[at + 1] = low;
  }

  /// Where an id is, or where it would go.
  private int place(long high, long low) {
    int mask = table.length - 1;
    int at = (int) (low << 1) & mask;
    while ((table[at] != 0 || table[at + 1] != 0) && (table[at] != high || table[at + 1] != low)) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private void grow() {
    var before = table;
    table = new long[2 * before.length];
    size = 0;
    for (int i = 0; i < before.length; i += 2) {
      if (before[i] != 0 || before[i + 1] != 0) {
        put(before[i], before[i + 1]);
      }
    }
  }

  private static long high(String reel) {
    return HexFormat.fromHexDigitsToLong(reel, 0, HALF);
  }

  private static long low(String reel) {
    return HexFormat.fromHexDigitsToLong(reel, HALF, 2 * HALF);
  }
}
