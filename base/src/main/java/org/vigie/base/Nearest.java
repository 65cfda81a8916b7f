package org.vigie.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the word that someone who mistyped probably meant.
public final class Nearest {

  private Nearest() {}

  /// The known word with the fewest edits from `typed`, unless even that is more than half of it.
  public static Optional<String> to(String typed, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(word -> edits(typed, word)))
        .filter(word -> edits(typed, word) <= Math.max(2, typed.length() / 2));
  }

  /// Levenshtein distance.
  private static int edits(String a, String b) {
    var previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      var current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
