package org.vigie.governance.time;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.KeptClocks;
import org.vigie.base.NtpReader;
import org.vigie.base.NtpState;
import org.vigie.base.NtpState.Kept;
import org.vigie.base.Repeated;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.time.ClockStep.Kind;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Watches this machine's wall clock on a thread of its own: whether it steps, also while Vigie is
/// stopped, and how well it is kept. Everything it notices is in the ledger; what a person must
/// look at is an alarm until it is confirmed. `design/time.md` gives the rules.
///
/// Safe for any thread; closed by whoever opened it, before governance.
public final class TownClock implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(TownClock.class.getName());
  private static final String SUBJECT = "clock";
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration ASK_EVERY = Duration.ofMinutes(1);

  /// As for pictures: a change of more than this at once is no adjustment.
  private static final Duration STEP = Duration.ofMillis(500);

  /// NTP programs adjust by no more than one part in this many.
  private static final long FASTEST_ADJUSTMENT = 10;

  /// How many entries wait for a ledger that cannot be written; more are logged and lost.
  private static final int MOST_UNWRITTEN = 100;

  private final Path file;
  private final Governance governance;
  private final Alarms alarms;
  private final NtpReader ntp;
  private final KeptClocks clocks;
  private final List<Runnable> afterConfirming = new CopyOnWriteArrayList<>();

  private final ClockStory story = new ClockStory();
  private final Deque<Entry> unwritten = new ArrayDeque<>();
  private NtpState state = NtpState.NOBODY_SAYS;

  /// A stop that was too long to be believed, until it is known whether the clock is kept.
  private @Nullable ClockStep longStop;

  private boolean asked;
  private Duration nextAsking;
  private LastSeen last;
  private @Nullable Repeated rounds;

  private TownClock(
      Path file, Governance governance, Alarms alarms, NtpReader ntp, KeptClocks clocks) {
    this.file = file;
    this.governance = governance;
    this.alarms = alarms;
    this.ntp = ntp;
    this.clocks = clocks;
    this.last = LastSeen.now(clocks);
    this.nextAsking = last.elapsed();
  }

  /// Begins to watch; waits for nothing.
  ///
  /// @param file where it keeps what it saw last
  /// @param clocks are told how well the wall clock is kept
  public static TownClock open(
      Path file, Governance governance, Alarms alarms, NtpReader ntp, KeptClocks clocks) {
    var clock = inHand(file, governance, alarms, ntp, clocks);
    clock.rounds = Repeated.start("clock", EVERY, clock::round);
    return clock;
  }

  /// Without its thread: whoever calls does the rounds.
  static TownClock inHand(
      Path file, Governance governance, Alarms alarms, NtpReader ntp, KeptClocks clocks) {
    var clock = new TownClock(file, governance, alarms, ntp, clocks);
    governance.ledger().replay(ClockStory::tells, clock.story::fold);
    StopJudge.judge(LastSeen.read(file), governance.lastEntryBefore(), clock.last)
        .ifPresent(clock::takeIn);
    return clock;
  }

  /// What a start of Vigie would say of the time since the last entry, for whoever writes into a
  /// ledger before a clock watches: that entry's time would hide it.
  ///
  /// @param before when the last entry was written
  public static Optional<Entry> stopSince(Instant before, Clocks clocks) {
    return StopJudge.judge(Optional.empty(), Optional.of(before), LastSeen.now(clocks))
        .map(step -> new Entry(ClockStep.STEPPED, Actors.VIGIE, step.facts()));
  }

  private void takeIn(ClockStep step) {
    if (step.kind() == Kind.LONG_STOP) {
      longStop = step;
    } else {
      stepped(step);
    }
  }

  /// How the clock is kept, as asked last.
  public synchronized NtpState state() {
    return state;
  }

  /// How far the wall clock may be off.
  public Duration wallError() {
    return clocks.wallError();
  }

  /// What waits for a person.
  public synchronized List<ClockStep> unconfirmed() {
    return story.unconfirmed();
  }

  /// Whether nothing may be deleted now: the clock may be ahead. Also in the first seconds, until
  /// it is known whether the clock is kept.
  public synchronized boolean holdsDeletion() {
    return !asked || story.unconfirmed().stream().anyMatch(ClockStep::holdsDeletion);
  }

  /// A person has looked at the clock and says that it is right.
  ///
  /// @throws Refused unless the person may ADMINISTER
  public void confirm(String person, String reason) throws Refused {
    governance
        .permit(person, Right.ADMINISTER, Set.of(), Optional.empty(), reason)
        .use(Right.ADMINISTER);
    confirmed(person, reason);
  }

  /// Called after each confirmation.
  public void afterConfirming(Runnable listener) {
    afterConfirming.add(listener);
  }

  private void confirmed(String actor, String reason) {
    synchronized (this) {
      governance.note(
          ClockStory.CONFIRMED,
          actor,
          Map.of("reason", reason, "steps", story.unconfirmed().size()));
      story.confirmed();
      tellAlarms();
    }
    afterConfirming.forEach(Runnable::run);
  }

  /// Looks at the clocks, and every minute asks how they are kept.
  void round() {
    boolean ask;
    synchronized (this) {
      look();
      ask = clocks.elapsed().compareTo(nextAsking) >= 0;
    }
    if (ask) {
      // May take seconds: outside the lock, since people ask for the state meanwhile.
      var answer = ntp.read();
      clocks.wallError(answer.wallError());
      if (take(answer)) {
        confirmed(Actors.VIGIE, "the clock is kept by " + answer.source());
      }
    }
    write();
  }

  private void look() {
    var now = LastSeen.now(clocks);
    var elapsed = now.elapsed().minus(last.elapsed());
    var by = Duration.between(last.wall().plus(elapsed), now.wall());
    if (by.abs().compareTo(STEP.plus(elapsed.dividedBy(FASTEST_ADJUSTMENT))) > 0) {
      stepped(new ClockStep(Kind.RUNNING, last.wall(), now.wall(), by));
      tellAlarms();
    }
    last = now;
  }

  /// @return whether what waited for a person is explained by a clock that is kept
  private synchronized boolean take(NtpState answer) {
    state = answer;
    asked = true;
    nextAsking = clocks.elapsed().plus(ASK_EVERY);
    if (longStop != null && answer.kept() != Kept.YES) {
      stepped(longStop);
    }
    longStop = null;
    if (story.isNews(answer)) {
      append(new Entry(ClockStory.STATE, Actors.VIGIE, ClockStory.facts(answer)));
      story.told(answer);
    }
    tellAlarms();
    try {
      last.write(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, file + " cannot be written: " + e.getMessage());
    }
    var waiting = story.unconfirmed();
    return answer.kept() == Kept.YES
        && !waiting.isEmpty()
        && waiting.stream().allMatch(step -> step.kind() == Kind.LONG_STOP);
  }

  private void stepped(ClockStep step) {
    LOG.log(Level.WARNING, step.words());
    append(new Entry(ClockStep.STEPPED, Actors.VIGIE, step.facts()));
    story.add(step);
  }

  private void tellAlarms() {
    var said = new ArrayList<String>();
    for (var step : story.unconfirmed()) {
      said.add(step.words());
    }
    if (holdsDeletion() && asked) {
      said.add("Nothing is deleted until an administrator confirms that the clock is right.");
    } else if (!said.isEmpty()) {
      said.add("An administrator should see that the clock is right, and confirm it.");
    }
    if (state.kept() == Kept.NO) {
      said.add(
          "The clock is not synchronised (%s): check its time server.".formatted(state.source()));
    }
    if (said.isEmpty()) {
      alarms.end(AlarmKind.CLOCK, SUBJECT);
    } else {
      // The newest first: the text may be cut.
      alarms.raise(AlarmKind.CLOCK, SUBJECT, String.join(" ", said.reversed()));
    }
  }

  private void append(Entry entry) {
    unwritten.add(entry);
    if (unwritten.size() > MOST_UNWRITTEN) {
      LOG.log(Level.ERROR, "an entry never reached the ledger: " + unwritten.removeFirst());
    }
  }

  private synchronized void write() {
    while (!unwritten.isEmpty()) {
      var entry = unwritten.getFirst();
      try {
        governance.note(entry.kind(), entry.actor(), entry.facts());
        unwritten.removeFirst();
      } catch (LedgerUnavailable e) {
        // The ledger's own alarm says so; the next round tries again.
        return;
      }
    }
  }

  @Override
  public void close() {
    if (rounds != null) {
      rounds.close();
    }
    write();
    try {
      LastSeen.now(clocks).write(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, file + " cannot be written: " + e.getMessage());
    }
  }
}
