package org.vigie.governance;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// The lifts that run: who sees which camera clear, why, and for how long. Each beginning and each
/// extension is in the ledger before it holds. A lift ends by its person, its time (elapsed time),
/// its
/// person's rights, the camera's act, or a stop; whatever ends first has ended it at once, and the
/// entry follows within a second. In memory only: a restart ends all of them.
///
/// Safe for any thread; whether one still holds is answered without waiting.
public final class Lifts {

  static final String GRANTED = "lift.granted";
  static final String EXTENDED = "lift.extended";
  static final String ENDED = "lift.ended";
  static final String REFUSED = "lift.refused";

  /// Unless the person asks for another length.
  public static final Duration USUAL = Duration.ofMinutes(5);

  /// Beyond this, extended or not, a lift needs a new reason.
  public static final Duration LONGEST_IN_ALL = Duration.ofHours(1);

  /// More footage at once is looked through masked first.
  public static final Duration LONGEST_FOOTAGE = Duration.ofMinutes(30);

  /// More at once nobody looks at.
  static final int MOST_OF_ONE = 4;

  private static final int LONGEST_NOTE = 500;
  private static final int SHORTEST_NOTE = 3;
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Logger LOG = System.getLogger(Lifts.class.getName());

  private final Ledger ledger;
  private final Habilitations habilitations;
  private final ActsInForce acts;
  private final StopButtons stops;
  private final Clocks clocks;
  private final Map<String, Lift> running = new ConcurrentHashMap<>();

  /// Those that the ledger tells of and that have not ended there, with their cameras, while it is
  /// folded.
  private final Map<String, String> unfinished = new TreeMap<>();

  Lifts(
      Ledger ledger,
      Habilitations habilitations,
      ActsInForce acts,
      StopButtons stops,
      Clocks clocks) {
    this.ledger = ledger;
    this.habilitations = habilitations;
    this.acts = acts;
    this.stops = stops;
    this.clocks = clocks;
  }

  /// Takes an entry of the ledger into account.
  synchronized void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case GRANTED -> unfinished.put(entry.text("lift"), entry.text("camera"));
      case ENDED -> unfinished.remove(entry.text("lift"));
      default -> {}
    }
  }

  /// Writes down that what ran when Vigie stopped has ended.
  synchronized void endUnfinished() {
    unfinished.forEach(
        (id, camera) -> ledger.append(ended(id, camera, Actors.VIGIE, LiftEnd.RESTART)));
    unfinished.clear();
  }

  /// For how long ahead anybody may see clear; zero where the legal profile lets nobody.
  public Duration longest() {
    return acts.profile().longestLift();
  }

  /// Lets a person see a camera clear.
  ///
  /// @throws Refused with what speaks against it; that is in the ledger
  public synchronized Lift begin(LiftOrder order) throws Refused {
    round();
    var facts = facts(order);
    var why = objection(order);
    if (why.isPresent()) {
      throw refuse(order.person(), facts, why.get());
    }
    var id = RandomIds.hex(8);
    var now = clocks.wall();
    var elapsed = clocks.elapsed();
    var until = now.plus(order.length());
    facts.put("lift", id);
    facts.put("until", until);
    ledger.append(new Entry(GRANTED, order.person(), facts));
    var lift =
        new Lift(
            id,
            order.person(),
            order.camera(),
            order.span(),
            order.ground(),
            order.alert(),
            now,
            until,
            elapsed.plus(order.length()),
            elapsed.plus(LONGEST_IN_ALL));
    running.put(id, lift);
    return lift;
  }

  private static Map<String, Object> facts(LiftOrder order) {
    var facts = new HashMap<String, Object>();
    facts.put("camera", order.camera());
    facts.put("ground", order.ground());
    facts.put("live", order.span() == null);
    facts.put("length", order.length());
    if (!order.note().isEmpty()) {
      facts.put("note", order.note().substring(0, Math.min(order.note().length(), LONGEST_NOTE)));
    }
    if (order.alert() != null) {
      facts.put("alert", order.alert());
    }
    if (order.span() != null) {
      facts.put("from", order.span().from());
      facts.put("to", order.span().to());
    }
    return facts;
  }

  /// What speaks against it, in one sentence.
  private Optional<String> objection(LiftOrder order) {
    if (!acts.profile().allowsLifts()) {
      return Optional.of(
          "The legal profile %s lets nobody see clear.".formatted(acts.profile().name()));
    }
    var still = over(order.person(), order.camera(), order.span());
    if (still.isPresent()) {
      return Optional.of(
          switch (still.get()) {
            case STOPPED -> "Seeing clear is stopped in the whole town.";
            case ACT -> "No recording act covers camera " + order.camera() + " now.";
            case HABILITATION ->
                "You do not hold the rights SEE_CLEAR and %s for camera %s."
                    .formatted(beside(order.span()), order.camera());
            case EXPIRED, MASKED, RESTART, AWAY ->
                throw new IllegalStateException("it has not begun");
          });
    }
    if (order.note().length() > LONGEST_NOTE) {
      return Optional.of("Give the note in at most " + LONGEST_NOTE + " characters.");
    }
    if (order.ground().needsNote() && order.note().length() < SHORTEST_NOTE) {
      return Optional.of("Say in a few words why: another reason is none by itself.");
    }
    if (order.ground() == LiftGround.CHECKING_AN_ALERT && order.alert() == null) {
      return Optional.of("Say which alert of this camera is checked.");
    }
    if (order.span() != null) {
      var outside = outside(order.camera(), order.span());
      if (outside.isPresent()) {
        return outside;
      }
    }
    return unsuitable(order.length()).or(() -> noRoom(order));
  }

  private static Right beside(@Nullable Span span) {
    return span == null ? Right.VIEW_LIVE : Right.PLAY_BACK;
  }

  /// By the latest wall time ever seen: a clock set back opens nothing again.
  private Optional<String> outside(CameraId camera, Span span) {
    var now = acts.latest();
    var window = acts.covering(camera, clocks.wall()).orElseThrow().reviewWindow();
    if (span.from().isBefore(now.minus(window))) {
      return Optional.of(
          "That footage is past its review window of %s: two custodians open it."
              .formatted(Durations.plain(window)));
    }
    if (span.to().isAfter(now)) {
      return Optional.of("That is not recorded yet: lift the live picture.");
    }
    return span.length().compareTo(LONGEST_FOOTAGE) > 0
        ? Optional.of(
            "Ask for at most %s of footage at once.".formatted(Durations.plain(LONGEST_FOOTAGE)))
        : Optional.empty();
  }

  private Optional<String> unsuitable(Duration length) {
    var longest = longest();
    return length.compareTo(longest) > 0 || length.compareTo(SHORTEST) < 0
        ? Optional.of(
            "See clear for at most %s; extend it while it runs."
                .formatted(Durations.plain(longest)))
        : Optional.empty();
  }

  private Optional<String> noRoom(LiftOrder order) {
    var own = running.values().stream().filter(l -> l.person().equals(order.person())).toList();
    if (order.span() == null
        && own.stream().anyMatch(l -> l.isLive() && l.camera().equals(order.camera()))) {
      return Optional.of("You see this camera clear already: extend that.");
    }
    return own.size() >= MOST_OF_ONE
        ? Optional.of(
            "You see %d cameras clear already: mask one that you need no more."
                .formatted(MOST_OF_ONE))
        : Optional.empty();
  }

  /// Lets a lift run for `length` from now; it never gets shorter.
  ///
  /// @throws Refused if it is not that person's, has ended, or has run for [#LONGEST_IN_ALL]; that
  /// is
  ///     in the ledger
  public synchronized Lift extend(String person, String id, Duration length) throws Refused {
    round();
    var facts = new HashMap<String, Object>(Map.of("lift", id, "length", length));
    var lift = require(person, id, facts);
    var why = unsuitable(length);
    if (why.isPresent()) {
      throw refuse(person, facts, why.get());
    }
    var elapsed = clocks.elapsed();
    var deadline = earlier(elapsed.plus(length), lift.last());
    if (deadline.compareTo(lift.deadline()) <= 0) {
      if (lift.deadline().compareTo(lift.last()) < 0) {
        return lift;
      }
      throw refuse(
          person,
          facts,
          "It ends after %s: see clear anew, with a reason."
              .formatted(Durations.plain(LONGEST_IN_ALL)));
    }
    var until = clocks.wall().plus(deadline.minus(elapsed));
    facts.put("camera", lift.camera());
    facts.put("until", until);
    ledger.append(new Entry(EXTENDED, person, facts));
    var longer = lift.until(until, deadline);
    running.put(id, longer);
    return longer;
  }

  private static Duration earlier(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /// Ends a lift: one's own, or with the right STOP for its camera anybody's. It has ended even if
  /// that cannot be written down.
  ///
  /// @return as it was
  /// @throws Refused if there is none, or the person may not; that is in the ledger
  public synchronized Lift end(String person, String id) throws Refused {
    round();
    var facts = new HashMap<String, Object>(Map.of("lift", id));
    var lift = running.get(id);
    if (lift != null && !lift.person().equals(person) && mayStop(person, lift.camera())) {
      end(lift, person, LiftEnd.STOPPED);
      return lift;
    }
    var own = require(person, id, facts);
    end(own, person, LiftEnd.MASKED);
    return own;
  }

  /// Masks everything that a person sees clear, because they no longer sit in front of it.
  public synchronized void away(String person) {
    round();
    for (var lift : List.copyOf(running.values())) {
      if (lift.person().equals(person)) {
        end(lift, person, LiftEnd.AWAY);
      }
    }
  }

  private boolean mayStop(String person, CameraId camera) {
    return person.equals(Actors.LOCAL_ADMINISTRATOR)
        || habilitations.hold(person, Right.STOP, Set.of(camera), clocks.wall());
  }

  /// What is not there and what is somebody else's are told apart by nobody.
  private Lift require(String person, String id, Map<String, Object> facts) throws Refused {
    var lift = running.get(id);
    if (lift == null || !lift.person().equals(person)) {
      throw refuse(person, facts, "No such lift of yours runs: it has ended.");
    }
    return lift;
  }

  /// The leave behind a lift that runs, to be checked before each picture.
  ///
  /// @return nothing if none of that id runs
  /// @throws Refused if it is somebody else's, of another camera, or of footage instead of live
  ///     pictures or the other way round; that is in the ledger
  public Optional<Permit> permit(String person, String id, CameraId camera, boolean live)
      throws Refused {
    var lift = running.get(id);
    if (lift == null || over(lift).isPresent()) {
      return Optional.empty();
    }
    if (!lift.person().equals(person) || !lift.camera().equals(camera) || lift.isLive() != live) {
      var facts = new HashMap<String, Object>(Map.of("lift", id, "camera", camera, "live", live));
      throw refuse(person, facts, "That lift is not yours, or is for something else.");
    }
    return Optional.of(
        new Permit(
            id,
            Right.SEE_CLEAR,
            person,
            Set.of(camera),
            lift.span(),
            "",
            lift.until(),
            Integer.MAX_VALUE,
            standing()));
  }

  private Permit.Standing standing() {
    return new Permit.Standing() {
      @Override
      public void require(Permit permit, Set<CameraId> cameras) throws Refused {
        var lift = running.get(permit.id());
        if (lift == null || over(lift).isPresent()) {
          // Its end is an entry already, or will be within a second.
          throw new Refused("The lift has ended.");
        }
      }

      @Override
      public Refused refuse(Permit permit, String why) {
        return Lifts.this.refuse(permit.person(), new HashMap<>(Map.of("lift", permit.id())), why);
      }
    };
  }

  /// Those that run, oldest first.
  public List<Lift> list() {
    return running.values().stream()
        .filter(lift -> over(lift).isEmpty())
        .sorted(Comparator.comparing(Lift::since).thenComparing(Lift::id))
        .toList();
  }

  /// How long a lift still runs.
  public Duration left(Lift lift) {
    var left = lift.deadline().minus(clocks.elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Writes down what has ended by itself; called every second, after each stop, and before
  /// everything
  /// else here.
  synchronized void round() {
    for (var lift : List.copyOf(running.values())) {
      over(lift).ifPresent(why -> end(lift, Actors.VIGIE, why));
    }
  }

  private void end(Lift lift, String actor, LiftEnd why) {
    running.remove(lift.id());
    try {
      ledger.append(ended(lift.id(), lift.camera().value(), actor, why));
    } catch (LedgerUnavailable e) {
      // The next start writes that it has ended.
      LOG.log(Level.ERROR, "lift {0} has ended and that could not be written down", lift.id());
    }
  }

  private static Entry ended(String id, String camera, String actor, LiftEnd why) {
    return new Entry(ENDED, actor, Map.of("lift", id, "camera", camera, "why", why));
  }

  private Optional<LiftEnd> over(Lift lift) {
    // Elapsed time: a wall clock set back must not lengthen it.
    return clocks.elapsed().compareTo(lift.deadline()) >= 0
        ? Optional.of(LiftEnd.EXPIRED)
        : over(lift.person(), lift.camera(), lift.span());
  }

  /// What keeps somebody from seeing a camera clear now.
  private Optional<LiftEnd> over(String person, CameraId camera, @Nullable Span span) {
    if (stops.isPressed(new StopScope.Clear())) {
      return Optional.of(LiftEnd.STOPPED);
    }
    var now = clocks.wall();
    var one = Set.of(camera);
    if (!Actors.isPerson(person)
        || !habilitations.hold(person, Right.SEE_CLEAR, one, now)
        || !habilitations.hold(person, beside(span), one, now)) {
      return Optional.of(LiftEnd.HABILITATION);
    }
    // What a source has recorded is there when it films no more.
    var act = span == null ? acts.recording(camera, now) : acts.covering(camera, now);
    return act.isEmpty() ? Optional.of(LiftEnd.ACT) : Optional.empty();
  }

  private Refused refuse(String person, Map<String, Object> facts, String why) {
    facts.put("why", why);
    ledger.append(new Entry(REFUSED, person, facts));
    return new Refused(why);
  }
}
