package org.vigie.desk;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.Repeated;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// The alarms that hold now, and those that ended lately.
///
/// Each alarm that is raised or ended is a ledger entry, written by the board's own thread, so that
/// whoever raises never waits; an alarm is shown before its entry is durable, since a ledger that
/// cannot be written is itself an alarm. What held when the last process ended is taken over from
/// the ledger: its source says so again within [#TAKEN_OVER_FOR], or it ends.
///
/// Safe for any thread; closed by whoever opened it, after everything that raises and before
/// governance.
public final class AlarmBoard implements Alarms, AutoCloseable {

  /// How many alarms hold at once, at most; more are counted and logged, and kept nowhere.
  static final int MOST_CURRENT = 2_000;

  /// How many ended ones are shown.
  static final int MOST_ENDED = 200;

  /// How many entries wait for a ledger that cannot be written; the oldest are lost, and counted.
  static final int MOST_UNWRITTEN = 10_000;

  /// How long a source has after a start to say that its alarm still holds.
  static final Duration TAKEN_OVER_FOR = Duration.ofMinutes(3);

  private static final int LONGEST_DETAIL = 500;
  private static final Duration EVERY = Duration.ofMillis(250);
  private static final System.Logger LOG = System.getLogger(AlarmBoard.class.getName());

  private record Key(AlarmKind kind, String subject) {}

  private record Unwritten(String kind, Map<String, Object> facts) {}

  private final Governance governance;
  private final Clocks clocks;
  private final Duration openedAt;
  private final Map<Key, Alarm> current = new LinkedHashMap<>();
  private final Set<Key> takenOver = new HashSet<>();
  private final Deque<EndedAlarm> ended = new ArrayDeque<>();
  private final Deque<Unwritten> unwritten = new ArrayDeque<>();
  private long lost;
  private long turnedAway;
  private @Nullable Repeated rounds;

  private AlarmBoard(Governance governance, Clocks clocks) {
    this.governance = governance;
    this.clocks = clocks;
    this.openedAt = clocks.elapsed();
  }

  /// Takes over what the ledger says held when the last process ended.
  public static AlarmBoard open(Governance governance, Clocks clocks) {
    var board = inHand(governance, clocks);
    board.rounds = Repeated.start("alarms", EVERY, board::round);
    return board;
  }

  /// Without its thread: whoever calls does the rounds.
  static AlarmBoard inHand(Governance governance, Clocks clocks) {
    var board = new AlarmBoard(governance, clocks);
    var story = new AlarmStory();
    governance.ledger().replay(AlarmStory::tells, story::fold);
    for (var alarm : story.open()) {
      var key = new Key(alarm.kind(), alarm.subject());
      board.current.put(key, alarm);
      board.takenOver.add(key);
    }
    story.ended().forEach(board::remember);
    return board;
  }

  @Override
  public synchronized void raise(AlarmKind kind, String subject, String detail) {
    var key = new Key(kind, subject);
    var text = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
    var before = current.get(key);
    if (before != null) {
      takenOver.remove(key);
      current.put(key, new Alarm(kind, subject, before.since(), text));
      return;
    }
    if (current.size() >= MOST_CURRENT) {
      turnedAway++;
      if (turnedAway == 1) {
        LOG.log(Level.ERROR, MOST_CURRENT + " alarms hold already; not kept: " + key);
      }
      return;
    }
    var alarm = new Alarm(kind, subject, clocks.wall(), text);
    current.put(key, alarm);
    LOG.log(Level.WARNING, "alarm " + kind + " " + subject + ": " + text);
    write("alarm.raised", AlarmStory.raised(alarm));
  }

  @Override
  public synchronized void end(AlarmKind kind, String subject) {
    end(new Key(kind, subject), "The condition holds no more.");
  }

  private void end(Key key, String why) {
    var alarm = current.remove(key);
    takenOver.remove(key);
    if (alarm == null) {
      return;
    }
    var now = clocks.wall();
    remember(new EndedAlarm(alarm, now, why));
    LOG.log(Level.INFO, "alarm ended: " + key.kind() + " " + key.subject());
    write("alarm.ended", AlarmStory.ended(alarm, why));
  }

  private void remember(EndedAlarm alarm) {
    ended.addFirst(alarm);
    if (ended.size() > MOST_ENDED) {
      ended.removeLast();
    }
  }

  private void write(String kind, Map<String, Object> facts) {
    unwritten.add(new Unwritten(kind, facts));
    if (unwritten.size() > MOST_UNWRITTEN) {
      unwritten.removeFirst();
      lost++;
    }
  }

  /// Those that hold, oldest first.
  public synchronized List<Alarm> current() {
    return List.copyOf(current.values());
  }

  /// Those that ended lately, newest first.
  public synchronized List<EndedAlarm> ended() {
    return List.copyOf(ended);
  }

  /// How many alarms found no room, and how many entries the ledger never got.
  public synchronized long lost() {
    return turnedAway + lost;
  }

  /// Ends what nobody has spoken of since the start, and writes what waits for the ledger.
  void round() {
    forgetTakenOver();
    for (var next = first(); next != null; next = first()) {
      try {
        governance.note(next.kind(), Actors.VIGIE, next.facts());
        written(next);
        end(AlarmKind.LEDGER, "ledger");
      } catch (LedgerUnavailable e) {
        raise(
            AlarmKind.LEDGER,
            "ledger",
            e.getMessage() + " Vigie tries again; check the disk that holds the data folder.");
        return;
      }
    }
  }

  private synchronized void forgetTakenOver() {
    if (!takenOver.isEmpty() && clocks.elapsed().minus(openedAt).compareTo(TAKEN_OVER_FOR) >= 0) {
      for (var key : List.copyOf(takenOver)) {
        end(key, "It was not raised again after a restart.");
      }
    }
  }

  private synchronized @Nullable Unwritten first() {
    return unwritten.peekFirst();
  }

  private synchronized void written(Unwritten entry) {
    // It may have been dropped for want of room while it was being written.
    if (unwritten.peekFirst() == entry) {
      unwritten.removeFirst();
    }
  }

  /// Writes what waits. What holds, holds on: the next process takes it over.
  @Override
  public void close() {
    if (rounds != null) {
      rounds.close();
    }
    round();
  }
}
