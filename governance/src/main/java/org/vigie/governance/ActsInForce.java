package org.vigie.governance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.governance.ActOrders.Gone;
import org.vigie.governance.ActOrders.Order;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.source.Sources;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.SourceKind;
import org.vigie.model.Span;

/// The acts as they stand now, and the latest wall time ever read. Safe for any thread; whoever
/// asks what is in force never waits.
final class ActsInForce {

  static final String ADOPTED = "acts.adopted";
  static final String ENDED = "act.ended";
  static final String REFUSED = "acts.refused";

  private final LegalProfile profile;
  private final Clocks clocks;
  private final AtomicReference<Instant> seen = new AtomicReference<>(Instant.MIN);
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final ActOrders orders = new ActOrders();
  private volatile Acts acts;

  /// Those that count: neither drafts, nor suspended, nor revoked. Their dates are [Judgement]'s.
  private volatile Acts counting;

  private volatile @Nullable Sources sources;

  private @Nullable Map<String, Object> adopted;

  ActsInForce(LegalProfile profile, Acts acts, Clocks clocks) {
    this.profile = profile;
    this.acts = acts;
    this.counting = Acts.none();
    this.clocks = clocks;
  }

  /// Takes an entry of the ledger into account.
  synchronized void fold(Recorded recorded) {
    see(recorded.at());
    orders.fold(recorded);
    switch (recorded.entry().kind()) {
      case ADOPTED -> adopted = recorded.entry().facts();
      case ENDED -> {
        // Whatever the clock said when this was written: that instant had been seen.
        see(Instant.parse(recorded.entry().text("until")));
        ended.add(name(recorded.entry().text("act"), recorded.entry().text("until")));
      }
      default -> {}
    }
  }

  LegalProfile profile() {
    return profile;
  }

  Acts acts() {
    return acts;
  }

  /// Tells which cameras are sources that film only while somebody has opened them.
  void sources(Sources all) {
    sources = all;
  }

  /// The act under which a camera films now: of a source only while it is open.
  Optional<RecordingAct> recording(CameraId camera, Instant at) {
    var all = sources;
    return all != null && all.isShut(camera) ? Optional.empty() : covering(camera, at);
  }

  /// The act that covers a camera, whether or not it films.
  Optional<RecordingAct> covering(CameraId camera, Instant at) {
    var all = sources;
    var kind = all == null ? Optional.<SourceKind>empty() : all.kind(camera);
    return Judgement.recording(profile, counting, camera, kind, at, now());
  }

  /// Nothing for sources: no rule judges a picture that moves, nor one that somebody wears.
  Optional<DetectionAct> detection(CameraId camera, EventType event, String zone, Instant at) {
    var all = sources;
    if (all != null && all.find(camera).isPresent()) {
      return Optional.empty();
    }
    return Judgement.detection(profile, counting, camera, event, zone, at, now());
  }

  /// Those that are in force now.
  Acts inForce() {
    var wall = clocks.wall();
    var now = now();
    var some = counting;
    return new Acts(
        some.recording().stream().filter(a -> isNow(a.dates(), wall, now)).toList(),
        some.detection().stream().filter(a -> isNow(a.dates(), wall, now)).toList());
  }

  private static boolean isNow(Span dates, Instant wall, Instant now) {
    return ActState.of(false, dates, ActOrder.NONE, wall, now) == ActState.IN_FORCE;
  }

  /// Every act of the folder, and those that went from it before their end.
  synchronized List<ActStanding> standing() {
    var now = now();
    var all = standing(acts, now);
    for (var act : orders.gone()) {
      if (now.isBefore(act.until())) {
        all.add(
            new ActStanding(
                act.number(),
                act.authority(),
                act.detection(),
                act.from(),
                act.until(),
                ActState.REVOKED,
                act.signedBy(),
                Optional.of(act.at()),
                Optional.of(act.person()),
                Optional.empty()));
      }
    }
    return all;
  }

  private List<ActStanding> standing(Acts some, Instant now) {
    var all = new ArrayList<ActStanding>();
    for (var act : some.recording()) {
      all.add(standing(act.number(), act.authority(), false, act.dates(), act.origin(), now));
    }
    for (var act : some.detection()) {
      all.add(standing(act.number(), act.authority(), true, act.dates(), act.origin(), now));
    }
    return all;
  }

  private ActStanding standing(
      String number,
      String authority,
      boolean detection,
      Span dates,
      ActOrigin origin,
      Instant now) {
    var order = orders.of(number);
    boolean ordered = order.order() != ActOrder.NONE;
    return new ActStanding(
        number,
        authority,
        detection,
        dates.from(),
        dates.to(),
        ActState.of(origin.draft(), dates, order.order(), clocks.wall(), now),
        origin.signedBy(),
        ordered ? Optional.of(order.at()) : Optional.empty(),
        ordered ? Optional.of(order.person()) : Optional.empty(),
        ordered ? Optional.of(order.reason()) : Optional.empty());
  }

  /// Puts other acts in force, in the ledger first; does nothing if they are those of the last
  /// time.
  synchronized void adopt(String actor, Acts fresh, Ledger ledger) {
    var entry = new Entry(ADOPTED, actor, ActFacts.of(profile, fresh));
    // What is gone stops at once, even if the ledger cannot be written.
    counting = counting.numbered(fresh.numbers());
    if (!entry.facts().equals(adopted)) {
      tellWhatCameAndWent(actor, ActFacts.listed(adopted), fresh, ledger);
      ledger.append(entry);
      adopted = entry.facts();
    }
    acts = fresh;
    count();
  }

  /// An act that is taken from the folder before its end is over from then on; one that comes back
  /// counts again, unless it was revoked by order.
  private void tellWhatCameAndWent(String actor, List<Gone> before, Acts fresh, Ledger ledger) {
    var now = now();
    var present = fresh.numbers();
    for (var act : before) {
      if (!present.contains(act.number())
          && orders.gone(act.number()) == null
          && now.isBefore(act.until())) {
        var went = act.by(actor, now);
        ledger.append(new Entry(ActOrders.REMOVED, actor, went.facts()));
        orders.put(went);
      }
    }
    for (var number : present) {
      if (orders.gone(number) != null) {
        ledger.append(new Entry(ActOrders.RETURNED, actor, Map.of("act", number)));
        orders.back(number);
      }
    }
  }

  private void count() {
    counting =
        new Acts(
            acts.recording().stream().filter(a -> counts(a.number(), a.origin())).toList(),
            acts.detection().stream().filter(a -> counts(a.number(), a.origin())).toList());
  }

  private boolean counts(String number, ActOrigin origin) {
    return !origin.draft() && orders.of(number).order() == ActOrder.NONE;
  }

  /// Suspends, resumes or revokes an act; in the ledger first. Ordering what already is so changes
  /// nothing.
  ///
  /// @throws Refused if there is no such act, or it was revoked
  synchronized void order(
      ActOrder order, String person, String number, String reason, Ledger ledger) throws Refused {
    var before = orders.of(number).order();
    boolean known = standing().stream().anyMatch(act -> act.number().equals(number));
    if (!known) {
      throw new Refused("There is no act of that number.");
    }
    if (before == order) {
      return;
    }
    if (before == ActOrder.REVOKED) {
      throw new Refused(
          "This act was revoked: it stays so. A new decision has a number of its own.");
    }
    var kind =
        switch (order) {
          case NONE -> ActOrders.RESUMED;
          case SUSPENDED -> ActOrders.SUSPENDED;
          case REVOKED -> ActOrders.REVOKED;
        };
    ledger.append(new Entry(kind, person, Map.of("act", number, "reason", reason)));
    orders.put(number, new Order(order, clocks.wall(), person, reason));
    count();
  }

  /// Writes into the ledger which acts have ended since it was last called.
  synchronized void tellWhatEnded(Ledger ledger) {
    var now = now();
    var ends = new LinkedHashMap<String, Instant>();
    acts.recording().stream()
        .filter(act -> !act.origin().draft())
        .forEach(act -> ends.put(act.number(), act.until()));
    acts.detection().stream()
        .filter(act -> !act.origin().draft())
        .forEach(act -> ends.put(act.number(), act.until()));
    ends.forEach(
        (number, until) -> {
          if (!now.isBefore(until) && !ended.contains(name(number, until.toString()))) {
            ledger.append(new Entry(ENDED, Actors.VIGIE, Map.of("act", number, "until", until)));
            ended.add(name(number, until.toString()));
          }
        });
  }

  private static String name(String number, String until) {
    return number + " until " + until;
  }

  /// The latest wall time ever read, the present included.
  Instant latest() {
    return now();
  }

  private Instant now() {
    return see(clocks.wall());
  }

  private Instant see(Instant instant) {
    return seen.updateAndGet(latest -> instant.isAfter(latest) ? instant : latest);
  }
}
