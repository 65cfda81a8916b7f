package org.vigie.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How late alerts came: after the picture that decided them, and after the patience of their rule
/// had run out by what was really there. Used by one thread.
final class AlertFigures {

  private static final int MOST_P95_MS = 700;

  /// After the patience, on a camera before which something moved already.
  private static final int MOST_ACTIVE_MS = 1_000;

  /// After the patience, on a camera that slept: a key picture's interval, and 1.5 s.
  private static final int MOST_QUIET_MS = 1_000 + 1_500;

  private final List<Integer> delays = new ArrayList<>();
  private final List<Integer> active = new ArrayList<>();
  private final List<Integer> quiet = new ArrayList<>();
  private int aboutNothing;

  /// @param due what it was really about; nothing where nothing was there
  void take(ShownAlert alert, Optional<AlertTruth.Due> due) {
    delays.add((int) alert.delay().toMillis());
    Say.line("alert", "%s: %d ms after its picture".formatted(alert.what(), delays.getLast()));
    if (due.isEmpty()) {
      aboutNothing++;
      Say.line("alert", "  about nothing that was there");
      return;
    }
    int late = (int) Duration.between(due.get().due(), alert.here()).toMillis();
    (due.get().quiet() ? quiet : active).add(late);
    Say.line("alert", "  %d ms after its patience by the truth".formatted(late));
  }

  /// Whether each limit holds, and so many alerts came that they say something.
  boolean holds(int alerts, int ofQuiet) {
    return delays.size() >= alerts + ofQuiet
        && quiet.size() >= ofQuiet
        && share(delays, 0.95) <= MOST_P95_MS
        && (active.isEmpty() || share(active, 0.95) <= MOST_ACTIVE_MS)
        && (quiet.isEmpty() || share(quiet, 0.95) <= MOST_QUIET_MS);
  }

  Map<String, Object> result() {
    var result = new LinkedHashMap<String, Object>();
    result.put("alerts", delays.size());
    put(result, "", delays);
    result.put("active_alerts", active.size());
    put(result, "active_after_patience_", active);
    result.put("quiet_alerts", quiet.size());
    put(result, "quiet_after_patience_", quiet);
    result.put("about_nothing", aboutNothing);
    return result;
  }

  private static void put(Map<String, Object> result, String prefix, List<Integer> ms) {
    if (!ms.isEmpty()) {
      result.put(prefix + "p50_ms", share(ms, 0.5));
      result.put(prefix + "p95_ms", share(ms, 0.95));
      result.put(prefix + "most_ms", share(ms, 1));
    }
  }

  /// The smallest that so many are no larger than; far too large where there is none.
  static int share(List<Integer> ms, double share) {
    if (ms.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    var sorted = new ArrayList<>(ms);
    Collections.sort(sorted);
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
