package org.vigie.governance.viewing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Requests of one night or day that become one finding when it is over. Single-threaded.
final class Gathered {

  /// For as long a wall clock that steps back still finds its night open.
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final ViewingKind kind;
  private final String person;
  private final Instant end;
  private final Set<String> cameras = new TreeSet<>();
  private final List<Long> entries = new ArrayList<>();
  private final Instant from;
  private Instant to;
  private long times;

  /// @param end of the night or day
  Gathered(ViewingKind kind, Asked first, String person, Instant end) {
    this.kind = kind;
    this.person = person;
    this.end = end;
    this.from = first.at();
    this.to = first.at();
  }

  ViewingKind kind() {
    return kind;
  }

  Instant end() {
    return end;
  }

  boolean isOf(ViewingKind other, Instant until) {
    return kind == other && end.equals(until);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(end.plus(PATIENCE));
  }

  void add(Asked asked) {
    times++;
    to = asked.at();
    cameras.addAll(asked.cameras());
    if (entries.size() < Noticed.MOST_ENTRIES) {
      entries.add(asked.index());
    }
  }

  Noticed noticed() {
    return new Noticed(kind, person, List.copyOf(cameras), from, to, times, entries);
  }
}
