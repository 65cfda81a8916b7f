package org.vigie.governance.viewing;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/// Something that stands out in how a person looked at footage. It says what was asked for, never
/// what was on the pictures, and judges nobody.
///
/// @param person pseudonymous staff id
/// @param cameras their ids, sorted; of those that entries name
/// @param from when the first of it was asked for
/// @param to when the last of it was
/// @param times how many, of cameras for [ViewingKind#MANY_CAMERAS] and
///     [ViewingKind#ACROSS_CAMERAS], else of requests
/// @param entries the ledger's indexes, the first [#MOST_ENTRIES] of them
public record Noticed(
    ViewingKind kind,
    String person,
    List<String> cameras,
    Instant from,
    Instant to,
    long times,
    List<Long> entries) {

  /// How many entries one names: there is no end to what a person may ask for in a night.
  static final int MOST_ENTRIES = 100;

  public Noticed {
    cameras = List.copyOf(new TreeSet<>(cameras));
    entries = entries.stream().limit(MOST_ENTRIES).toList();
  }
}
