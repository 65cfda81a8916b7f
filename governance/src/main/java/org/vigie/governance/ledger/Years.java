package org.vigie.governance.ledger;

import java.io.IOException;
import java.util.NavigableMap;
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
