package org.vigie.governance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// The judicial holds in force: a fold of the ledger. Placed, reviewed and released by whoever may
/// hand the cameras' footage over (right EXPORT). One change at a time, so
/// that none is undone by another that had looked before. Safe for any thread; readers never wait.
public final class Holds {

  /// Longer than this nobody leaves a hold without looking whether it is still needed.
  public static final Duration LONGEST_REVIEW = Duration.ofDays(92);

  private static final String PLACED = "hold.placed";
  private static final String REVIEWED = "hold.reviewed";
  private static final String RELEASED = "hold.released";
  private static final String REFUSED = "hold.refused";
  private static final int LONGEST_WORDS = 200;

  private final Ledger ledger;
  private final Habilitations habilitations;
  private final Clocks clocks;
  private volatile Map<String, Hold> byId = Map.of();

  Holds(Ledger ledger, Habilitations habilitations, Clocks clocks) {
    this.ledger = ledger;
    this.habilitations = habilitations;
    this.clocks = clocks;
  }

  /// Takes an entry of the ledger into account.
  void fold(Recorded recorded) {
    var entry = recorded.entry();
    switch (entry.kind()) {
      case PLACED -> put(read(recorded));
      case REVIEWED ->
          find(entry.text("hold"))
              .ifPresent(hold -> put(hold.reviewedUntil(Instant.parse(entry.text("review")))));
      case RELEASED -> remove(entry.text("hold"));
      default -> {}
    }
  }

  private static Hold read(Recorded recorded) {
    var entry = recorded.entry();
    var cameras =
        entry.facts().get("cameras") instanceof List<?> list
            ? list.stream().map(id -> new CameraId(String.valueOf(id))).collect(Collectors.toSet())
            : Set.<CameraId>of();
    return new Hold(
        entry.text("hold"),
        entry.text("reference"),
        entry.text("authority"),
        LocalDate.parse(entry.text("decided")),
        cameras,
        new Span(Instant.parse(entry.text("from")), Instant.parse(entry.text("to"))),
        Instant.parse(entry.text("review")),
        entry.actor(),
        recorded.at());
  }

  private synchronized void put(Hold hold) {
    var next = new TreeMap<>(byId);
    next.put(hold.id(), hold);
    byId = next;
  }

  private synchronized void remove(String id) {
    var next = new TreeMap<>(byId);
    next.remove(id);
    byId = next;
  }

  /// Those in force, the one to be reviewed first first.
  public List<Hold> list() {
    return byId.values().stream().sorted(Comparator.comparing(Hold::review)).toList();
  }

  public Optional<Hold> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Whether a hold keeps footage of a camera that lasts from an instant to another.
  public boolean keep(CameraId camera, Instant from, Instant to) {
    return byId.values().stream().anyMatch(hold -> hold.covers(camera, from, to));
  }

  /// Suspends the destruction of footage; in the ledger first.
  ///
  /// @param review at most [#LONGEST_REVIEW] from now
  /// @throws Refused if the person may not, or words or dates are missing; that is in the ledger
  public synchronized Hold place(
      String person,
      String reference,
      String authority,
      LocalDate decided,
      Set<CameraId> cameras,
      Span span,
      Instant review)
      throws Refused {
    var facts = new HashMap<String, Object>();
    facts.put("reference", cut(reference));
    facts.put("authority", cut(authority));
    facts.put("decided", decided.toString());
    facts.put("cameras", cameras);
    facts.put("from", span.from());
    facts.put("to", span.to());
    facts.put("review", review);
    requireRight(person, cameras, facts);
    if (reference.isBlank() || authority.isBlank()) {
      throw refuse(person, facts, "A hold has a reference and names who decided it.");
    }
    if (decided.isAfter(LocalDate.ofInstant(clocks.wall(), ZoneOffset.UTC).plusDays(1))) {
      throw refuse(person, facts, "The decision is dated in the future.");
    }
    requireReview(person, facts, review);
    var id = RandomIds.hex(8);
    facts.put("hold", id);
    ledger.append(new Entry(PLACED, person, facts));
    var hold =
        new Hold(
            id,
            cut(reference),
            cut(authority),
            decided,
            cameras,
            span,
            review,
            person,
            clocks.wall());
    put(hold);
    return hold;
  }

  /// Somebody has looked: it is still needed, until the next review.
  public synchronized Hold review(String person, String id, Instant next, String reason)
      throws Refused {
    var facts = new HashMap<String, Object>(Map.of("hold", id, "review", next, "reason", reason));
    var hold = require(person, id, facts);
    requireReview(person, facts, next);
    ledger.append(new Entry(REVIEWED, person, facts));
    var reviewed = hold.reviewedUntil(next);
    put(reviewed);
    return reviewed;
  }

  /// Ends it: what is past its limit is destroyed within a minute or two.
  public synchronized Hold release(String person, String id, String reason) throws Refused {
    var facts = new HashMap<String, Object>(Map.of("hold", id, "reason", reason));
    var hold = require(person, id, facts);
    facts.put("reference", hold.reference());
    ledger.append(new Entry(RELEASED, person, facts));
    remove(id);
    return hold;
  }

  private Hold require(String person, String id, Map<String, Object> facts) throws Refused {
    var hold = byId.get(id);
    if (hold == null) {
      throw refuse(person, facts, "No such hold is in force.");
    }
    requireRight(person, hold.cameras(), facts);
    return hold;
  }

  private void requireRight(String person, Set<CameraId> cameras, Map<String, Object> facts)
      throws Refused {
    if (cameras.isEmpty() || !habilitations.hold(person, Right.EXPORT, cameras, clocks.wall())) {
      throw refuse(
          person, facts, "You do not hold the right EXPORT for each of the hold's cameras.");
    }
  }

  private void requireReview(String person, Map<String, Object> facts, Instant review)
      throws Refused {
    var now = clocks.wall();
    if (!review.isAfter(now) || review.isAfter(now.plus(LONGEST_REVIEW))) {
      throw refuse(
          person, facts, "A hold is reviewed within %d days.".formatted(LONGEST_REVIEW.toDays()));
    }
  }

  private Refused refuse(String person, Map<String, Object> facts, String why) {
    var all = new HashMap<>(facts);
    all.put("why", why);
    ledger.append(new Entry(REFUSED, person, all));
    return new Refused(why);
  }

  private static String cut(String words) {
    var clean = words.strip();
    return clean.substring(0, Math.min(clean.length(), LONGEST_WORDS));
  }
}
