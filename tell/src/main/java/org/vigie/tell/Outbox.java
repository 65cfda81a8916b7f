package org.vigie.tell;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.model.Alarm;
import org.vigie.model.CameraId;

/// What one receiver is owed: bounded, and on disk before anything of it is sent. Safe for any
/// thread.
///
/// Alarms are compared with what was told rather than listened to: whatever happens to this
/// process,
/// the next look says what began and ended meanwhile.
final class Outbox {

  /// How many news wait at most; then the oldest are dropped, counted, and the receiver is told how
  /// many it never got.
  static final int MOST_WAITING = 1_000;

  private static final int MOST_ALERTS = 500;
  private static final int MOST_UNWRITTEN = 1_000;

  private final OutboxFile file;
  private final Function<CameraId, Spot> spots;
  private final Clocks clocks;
  private final Instant first;
  private final Deque<News> waiting;
  private final Map<OutboxFile.Open, Alarm> open = new LinkedHashMap<>();
  private final Set<Long> alerts;
  private final Deque<News> unwritten;
  private long lost;
  private long unwrittenLost;
  private long dropped;
  private Duration oldest = Duration.ZERO;

  /// Takes over what an earlier process left.
  ///
  /// @param spots what receivers know of a camera
  Outbox(Path path, Function<CameraId, Spot> spots, Clocks clocks) {
    this.file = new OutboxFile(path);
    this.spots = spots;
    this.clocks = clocks;
    var kept = file.read();
    this.first = kept.map(OutboxFile.Kept::first).orElseGet(clocks::wall);
    this.waiting = new ArrayDeque<>(kept.map(OutboxFile.Kept::waiting).orElse(List.of()));
    this.alerts = new LinkedHashSet<>(kept.map(OutboxFile.Kept::alerts).orElse(List.of()));
    this.unwritten = new ArrayDeque<>(kept.map(OutboxFile.Kept::unwritten).orElse(List.of()));
    this.lost = kept.map(OutboxFile.Kept::lost).orElse(0L);
    this.unwrittenLost = kept.map(OutboxFile.Kept::unwrittenLost).orElse(0L);
    for (var one : kept.map(OutboxFile.Kept::open).orElse(List.of())) {
      open.put(one, new Alarm(one.kind(), one.subject(), one.since(), ""));
    }
    if (kept.isEmpty()) {
      save();
    }
  }

  /// Owes the receiver what has begun and ended since the last look.
  ///
  /// @param wanted of which alarms it is told; one that it is told of no more is forgotten
  synchronized void look(List<Alarm> holding, Predicate<Alarm> wanted) {
    var now = new HashSet<OutboxFile.Open>();
    boolean changed = false;
    for (var alarm : holding) {
      if (!wanted.test(alarm)) {
        continue;
      }
      var key = new OutboxFile.Open(alarm.kind(), alarm.subject(), alarm.since());
      now.add(key);
      changed |= open.put(key, alarm) == null && owe(news(alarm, Optional.empty()));
    }
    for (var key : List.copyOf(open.keySet())) {
      if (!now.contains(key)) {
        var alarm = open.remove(key);
        changed = true;
        if (alarm != null && wanted.test(alarm)) {
          boolean unused = owe(news(alarm, Optional.of(clocks.wall())));
        }
      }
    }
    if (changed) {
      save();
    }
  }

  private News news(Alarm alarm, Optional<Instant> ended) {
    Optional<Spot> spot =
        alarm.kind().isOfCamera() && CameraId.isValid(alarm.subject())
            ? Optional.of(spots.apply(new CameraId(alarm.subject())))
            : Optional.empty();
    return new News.OfAlarm(
        newId(),
        clocks.wall(),
        alarm.kind(),
        alarm.subject(),
        spot,
        alarm.since(),
        alarm.detail(),
        ended);
  }

  /// Owes the receiver a confirmed alert, unless it was told already or the alert is older than the
  /// receiver.
  synchronized void confirmed(ConfirmedAlert alert) {
    if (alert.confirmed().isBefore(first) || !alerts.add(alert.id())) {
      return;
    }
    if (alerts.size() > MOST_ALERTS) {
      alerts.remove(alerts.iterator().next());
    }
    boolean unused =
        owe(
            new News.OfAlert(
                newId(),
                clocks.wall(),
                alert.id(),
                alert.event(),
                spots.apply(alert.camera()),
                alert.seen(),
                alert.confirmed()));
    save();
  }

  /// As Standard Webhooks writes them.
  static String newId() {
    return "msg_" + RandomIds.hex(16);
  }

  private boolean owe(News news) {
    if (waiting.isEmpty()) {
      oldest = clocks.elapsed();
    }
    waiting.add(news);
    while (waiting.size() > MOST_WAITING) {
      waiting.removeFirst();
      lost++;
      unwrittenLost++;
      dropped++;
    }
    return true;
  }

  /// The oldest that wait.
  ///
  /// @param gather how long the first of them waits for others
  synchronized List<News> next(int most, Duration gather) {
    return clocks.elapsed().minus(oldest).compareTo(gather) < 0
        ? List.of()
        : waiting.stream().limit(most).toList();
  }

  /// These were told, and that so many before them were not.
  synchronized void told(List<News> news, long lostBefore) {
    var ids = news.stream().map(News::id).collect(Collectors.toSet());
    waiting.removeIf(one -> ids.contains(one.id()));
    lost -= lostBefore;
    for (var one : news) {
      unwritten.add(one);
      if (unwritten.size() > MOST_UNWRITTEN) {
        unwritten.removeFirst();
      }
    }
    save();
  }

  /// The alarms that hold and that it was told of, or is owed.
  synchronized List<News> holding() {
    return open.values().stream().map(alarm -> news(alarm, Optional.empty())).toList();
  }

  /// How many the receiver was never told and does not know of yet.
  synchronized long lost() {
    return lost;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /// How many were dropped since the start.
  synchronized long dropped() {
    return dropped;
  }

  /// What the ledger does not say yet.
  synchronized Unwritten unwritten(int most) {
    return new Unwritten(unwritten.stream().limit(most).toList(), unwrittenLost);
  }

  /// The ledger says it now.
  synchronized void written(Unwritten told) {
    var ids = new HashSet<>(told.told().stream().map(News::id).toList());
    unwritten.removeIf(one -> ids.contains(one.id()));
    unwrittenLost -= told.lost();
    save();
  }

  /// What the ledger is to say.
  record Unwritten(List<News> told, long lost) {
    boolean isEmpty() {
      return told.isEmpty() && lost == 0;
    }
  }

  private void save() {
    file.write(
        new OutboxFile.Kept(
            first,
            new ArrayList<>(waiting),
            new ArrayList<>(open.keySet()),
            new ArrayList<>(alerts),
            lost,
            new ArrayList<>(unwritten),
            unwrittenLost));
  }
}
