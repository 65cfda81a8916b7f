package org.vigie.desk;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;

/// Rules whose alerts wait quietly on one camera, each for [#LONGEST] at most, with a reason.
///
/// Never for what a life may hang on: see [#NEVER]. A restart ends all. Safe for any thread.
public final class Snoozes {

  public static final Duration LONGEST = Duration.ofMinutes(30);

  /// A rule that is wrong about fire, or about somebody who lies on the ground, is stopped by who
  /// may
  /// stop it, in sight of all; it is not made quiet.
  public static final Set<EventType> NEVER = Set.of(EventType.FIRE, EventType.PERSON_DOWN);

  private static final System.Logger LOG = System.getLogger(Snoozes.class.getName());

  private record Key(CameraId camera, String rule) {}

  private record Running(Snooze snooze, Duration endsAt) {}

  private final SqlState state;
  private final Governance governance;
  private final Clocks clocks;
  private final Function<CameraId, Optional<RuleBook>> books;
  private final Map<Key, Running> running = new ConcurrentHashMap<>();
  // Held from before an entry is written until what it says holds.
  private final ReentrantLock changing = new ReentrantLock();

  /// @param books what a camera is judged by
  Snoozes(
      SqlState state,
      Governance governance,
      Function<CameraId, Optional<RuleBook>> books,
      Clocks clocks) {
    this.state = state;
    this.governance = governance;
    this.books = books;
    this.clocks = clocks;
    endThoseOfBefore();
  }

  /// Makes a rule quiet on a camera, from now on; one that runs is replaced.
  ///
  /// @param permit of the right JUDGE for the camera
  /// @param reason 3 to 500 characters
  public Snooze begin(Permit permit, CameraId camera, String rule, Duration length, String reason)
      throws Refused, DeskException {
    Wording.check(reason);
    if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(LONGEST) > 0) {
      throw new DeskException.Incomplete(
          "A rule rests for 1 to %d minutes.".formatted(LONGEST.toMinutes()));
    }
    var event = event(camera, rule);
    if (NEVER.contains(event)) {
      throw new DeskException.NotSo(
          "%s is never made quiet: a life may hang on it. A supervisor can stop the rule."
              .formatted(event));
    }
    changing.lock();
    try {
      permit.use(Right.JUDGE, camera);
      var now = clocks.wall();
      var snooze = new Snooze(camera, rule, event, permit.person(), now, now.plus(length), length);
      var facts = facts(snooze);
      facts.put("permit", permit.id());
      facts.put("length", length);
      facts.put("until", snooze.until());
      facts.put("reason", reason.strip());
      governance.note("snooze.begun", permit.person(), facts);
      state.write(
          connection -> {
            new SqlSnoozes(connection).put(snooze);
            return true;
          });
      running.put(new Key(camera, rule), new Running(snooze, clocks.elapsed().plus(length)));
      return snooze;
    } finally {
      changing.unlock();
    }
  }

  private EventType event(CameraId camera, String rule) throws DeskException {
    return books.apply(camera).stream()
        .flatMap(book -> book.rules().stream())
        .filter(one -> one.id().equals(rule) && one.event().raisesAlerts())
        .map(Rule::event)
        .findFirst()
        .orElseThrow(() -> new DeskException.NoRule(camera, rule));
  }

  /// Ends one before its time.
  ///
  /// @param permit of the right JUDGE for the camera
  public void end(Permit permit, CameraId camera, String rule) throws Refused, DeskException {
    changing.lock();
    try {
      var found = running.get(new Key(camera, rule));
      if (found == null) {
        throw new DeskException.NotSo(
            "Rule '%s' of camera '%s' is not quiet.".formatted(rule, camera));
      }
      permit.use(Right.JUDGE, camera);
      end(found.snooze(), permit.person(), "PERSON");
    } finally {
      changing.unlock();
    }
  }

  /// Whether a rule's alerts wait quietly now.
  public boolean holds(CameraId camera, String rule) {
    var found = running.get(new Key(camera, rule));
    return found != null && clocks.elapsed().compareTo(found.endsAt()) < 0;
  }

  /// Those that run, the one that ends first before all.
  public List<Snooze> list() {
    var now = clocks.elapsed();
    return running.values().stream()
        .filter(one -> now.compareTo(one.endsAt()) < 0)
        .sorted(Comparator.comparing(Running::endsAt))
        .map(one -> left(one, now))
        .toList();
  }

  private static Snooze left(Running one, Duration now) {
    var snooze = one.snooze();
    return new Snooze(
        snooze.camera(),
        snooze.rule(),
        snooze.event(),
        snooze.person(),
        snooze.since(),
        snooze.until(),
        one.endsAt().minus(now));
  }

  /// Writes down the end of those whose time is over; where the ledger fails, tried again next
  /// time.
  void round() {
    var now = clocks.elapsed();
    changing.lock();
    try {
      for (var one : List.copyOf(running.values())) {
        if (now.compareTo(one.endsAt()) >= 0) {
          end(one.snooze(), Actors.VIGIE, "EXPIRED");
        }
      }
    } catch (LedgerUnavailable | StateUnavailable e) {
      LOG.log(Level.WARNING, "The end of a snooze is not written yet: {0}", e.getMessage());
    } finally {
      changing.unlock();
    }
  }

  private void end(Snooze snooze, String person, String why) {
    var facts = facts(snooze);
    facts.put("why", why);
    governance.note("snooze.ended", person, facts);
    state.write(
        connection -> {
          new SqlSnoozes(connection).remove(snooze.camera(), snooze.rule());
          return true;
        });
    running.remove(new Key(snooze.camera(), snooze.rule()));
  }

  /// What ran when the program ended does not go on: nobody knows for how long it was away.
  private void endThoseOfBefore() {
    for (var row : state.read(connection -> new SqlSnoozes(connection).list())) {
      governance.note(
          "snooze.ended",
          Actors.VIGIE,
          Map.of("camera", row.camera(), "rule", row.rule(), "why", "RESTART"));
      state.write(
          connection -> {
            new SqlSnoozes(connection).remove(row.camera(), row.rule());
            return true;
          });
    }
  }

  private static TreeMap<String, Object> facts(Snooze snooze) {
    var facts = new TreeMap<String, Object>();
    facts.put("camera", snooze.camera());
    facts.put("rule", snooze.rule());
    facts.put("event", snooze.event());
    return facts;
  }
}
