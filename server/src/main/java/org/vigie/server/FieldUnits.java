package org.vigie.server;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.base.Clocks;
import org.vigie.base.Repeated;
import org.vigie.server.notice.Position;

/// Where units on duty are: the newest report of each, in memory and nowhere else. It is written to
/// no disk, no log and no ledger, and is gone at most [#LIFE] and [#SWEEP] after it came, which is
/// a
/// minute. Safe for any thread.
final class FieldUnits implements AutoCloseable {

  /// From then on it is shown to nobody.
  static final Duration LIFE = Duration.ofSeconds(55);

  private static final Duration SWEEP = Duration.ofSeconds(5);

  /// More than a town sends out at once; the next is refused, so that reports cannot fill memory.
  private static final int MOST = 500;

  private final Clocks clocks;
  private final Map<String, Report> newest = new ConcurrentHashMap<>();
  private final Repeated sweeper;

  /// @param unit the name of a team
  /// @param accuracyM how far it may be off, in metres
  /// @param at by elapsed time
  private record Report(String unit, Position position, double accuracyM, Duration at) {}

  /// Where a unit is. Nothing says who reported it.
  record OnDuty(String unit, Position position, double accuracyM, Duration age) {}

  FieldUnits(Clocks clocks) {
    this.clocks = clocks;
    this.sweeper = Repeated.start("units", SWEEP, this::forget);
  }

  /// Takes the place of somebody's last report.
  ///
  /// @return whether there was room for it
  boolean report(String person, String unit, Position position, double accuracyM) {
    if (newest.size() >= MOST && !newest.containsKey(person)) {
      return false;
    }
    newest.put(person, new Report(unit, position, accuracyM, clocks.elapsed()));
    return true;
  }

  void offDuty(String person) {
    newest.remove(person);
  }

  List<OnDuty> onDuty() {
    forget();
    var now = clocks.elapsed();
    return newest.values().stream()
        .map(r -> new OnDuty(r.unit(), r.position(), r.accuracyM(), now.minus(r.at())))
        .sorted(Comparator.comparing(OnDuty::unit))
        .toList();
  }

  private void forget() {
    var oldest = clocks.elapsed().minus(LIFE);
    newest.values().removeIf(report -> report.at().compareTo(oldest) <= 0);
  }

  @Override
  public void close() {
    sweeper.close();
    newest.clear();
  }
}
