package org.vigie.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraId;
import org.vigie.rules.PeopleCount;
import org.vigie.rules.Rule;

/// Adds up, in memory, when rules that count watch and how many people they see, until that is
/// written. What a sudden end loses is the last seconds' sums. Safe for any thread.
final class FlowKeeper {

  /// A database that cannot be written for a day costs no more than this; later sums are lost.
  private static final int MOST = 50_000;

  /// @param quarter the beginning of a quarter of an hour
  record Key(Instant quarter, CameraId camera, String rule, String zone) {}

  /// @param minutes that were begun to be watched
  record Sum(Key key, int minutes, int most, long people, int samples) {

    Sum plus(Sum other) {
      return new Sum(
          key,
          minutes + other.minutes,
          Math.max(most, other.most),
          people + other.people,
          samples + other.samples);
    }
  }

  private final Map<Key, Sum> sums = new LinkedHashMap<>();
  private final Map<String, Instant> lastMinutes = new LinkedHashMap<>();

  /// A rule that counts has judged a picture.
  ///
  /// @param people in its zone; absent for a line
  synchronized void judged(CameraId camera, Rule rule, Instant at, @Nullable PeopleCount people) {
    var minute = at.truncatedTo(ChronoUnit.MINUTES);
    var before = lastMinutes.put(camera + " " + rule.id(), minute);
    boolean fresh = before == null || before.isBefore(minute);
    if (!fresh && people == null) {
      return;
    }
    var key = new Key(SqlFlows.quarter(at), camera, rule.id(), rule.zone());
    int number = people == null ? 0 : people.people();
    var one = new Sum(key, fresh ? 1 : 0, number, number, people == null ? 0 : 1);
    if (sums.size() < MOST || sums.containsKey(key)) {
      sums.merge(key, one, Sum::plus);
    }
  }

  /// What has been added since the last time.
  synchronized List<Sum> take() {
    var taken = new ArrayList<>(sums.values());
    sums.clear();
    return taken;
  }

  /// Takes back what could not be written.
  synchronized void giveBack(List<Sum> unwritten) {
    unwritten.forEach(sum -> sums.merge(sum.key(), sum, Sum::plus));
  }
}
