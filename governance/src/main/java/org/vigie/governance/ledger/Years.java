package org.vigie.governance.ledger;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/// The logs of all years that are there. Added to by the ledger's writer, read by any thread.
final class Years implements AutoCloseable {

  private final NavigableMap<Integer, YearLog> logs = new ConcurrentSkipListMap<>();

  void add(int year, YearLog log) {
    logs.put(year, log);
  }

  boolean isEmpty() {
    return logs.isEmpty();
  }

  YearLog newest() {
    return logs.lastEntry().getValue();
  }

  int newestYear() {
    return logs.lastKey();
  }

  /// The logs of some years that are there, by year.
  ///
  /// @param from the first
  /// @param to the last
  SortedMap<Integer, YearLog> between(int from, int to) {
    return logs.subMap(from, true, to, true);
  }

  /// Of which years there is a log.
  SortedSet<Integer> list() {
    return new TreeSet<>(logs.keySet());
  }

  Iterable<YearLog> oldestFirst() {
    return logs.values();
  }

  Iterable<YearLog> newestFirst() {
    return logs.descendingMap().values();
  }

  @Override
  public void close() throws IOException {
    for (var log : logs.values()) {
      log.close();
    }
  }
}
