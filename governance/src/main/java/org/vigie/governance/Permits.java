package org.vigie.governance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// Makes permits, or refuses them; both are in the ledger before the answer. Safe for any thread.
final class Permits {

  static final String GRANTED = "permit.granted";
  static final String REFUSED = "permit.refused";
  private static final int LONGEST_REASON = 500;

  private final Ledger ledger;
  private final Habilitations habilitations;
  private final ActsInForce acts;
  private final Clocks clocks;

  Permits(Ledger ledger, Habilitations habilitations, ActsInForce acts, Clocks clocks) {
    this.ledger = ledger;
    this.habilitations = habilitations;
    this.acts = acts;
    this.clocks = clocks;
  }

  Permit make(
      String person,
      Right right,
      Set<CameraId> cameras,
      @Nullable Span span,
      String reason,
      PermitTerms terms)
      throws Refused {
    if (right == Right.SEE_CLEAR) {
      throw new IllegalArgumentException("seeing clear takes a lift, not a permit");
    }
    var facts = new HashMap<String, Object>();
    facts.put("right", right);
    facts.put("cameras", cameras);
    facts.put("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    if (span != null) {
      facts.put("from", span.from());
      facts.put("to", span.to());
    }
    var why = objection(person, right, cameras, span, reason);
    if (why.isPresent()) {
      throw refuse(person, facts, why.get());
    }
    var id = RandomIds.hex(8);
    var expires = clocks.wall().plus(terms.life());
    facts.put("permit", id);
    facts.put("uses", terms.uses());
    facts.put("expires", expires);
    ledger.append(new Entry(GRANTED, person, facts));
    return new Permit(
        id, right, person, cameras, span, reason, expires, terms.uses(), standing(terms));
  }

  /// Lets somebody pass who holds one of these rights, for one of these cameras or for any.
  void require(String person, List<Right> anyOf, Set<CameraId> cameras, String what)
      throws Refused {
    var now = clocks.wall();
    boolean passes =
        person.equals(Actors.LOCAL_ADMINISTRATOR)
            || anyOf.stream()
                .anyMatch(
                    right ->
                        habilitations.hold(person, right, Set.of(), now)
                            || (!cameras.isEmpty()
                                && habilitations.hold(person, right, cameras, now)));
    if (!passes) {
      var facts = new HashMap<String, Object>();
      facts.put("right", anyOf.getFirst());
      facts.put("cameras", cameras);
      facts.put("reason", what);
      throw refuse(
          person,
          facts,
          anyOf.size() == 1
              ? "You do not hold the right %s.".formatted(anyOf.getFirst())
              : "You hold none of the rights %s."
                  .formatted(anyOf.stream().map(Right::name).collect(Collectors.joining(", "))));
    }
  }

  /// What speaks against it, in one sentence.
  private Optional<String> objection(
      String person, Right right, Set<CameraId> cameras, @Nullable Span span, String reason) {
    if (right.showsPictures() && cameras.isEmpty()) {
      return Optional.of("Say which cameras.");
    }
    if (right.needsReason() && reason.isBlank()) {
      return Optional.of("Give a reason: it is asked for before footage is shown or copied.");
    }
    if (reason.length() > LONGEST_REASON) {
      return Optional.of("Give the reason in at most " + LONGEST_REASON + " characters.");
    }
    if (right.isAboutFootage() && span == null) {
      return Optional.of("Say which stretch of footage.");
    }
    return stillObjection(person, right, cameras);
  }

  /// What may also begin to speak against it while the permit lives.
  private Optional<String> stillObjection(String person, Right right, Set<CameraId> cameras) {
    var now = clocks.wall();
    boolean holds =
        person.equals(Actors.LOCAL_ADMINISTRATOR)
            // What Vigie reads by itself it masks, and no person sees it without a permit of
            // theirs.
            || (person.equals(Actors.VIGIE) && right == Right.PLAY_BACK)
            || (Actors.isPerson(person) && habilitations.hold(person, right, cameras, now));
    if (!holds) {
      return Optional.of(
          cameras.isEmpty()
              ? "You do not hold the right " + right + "."
              : "You do not hold the right " + right + " for " + names(cameras) + ".");
    }
    if (right == Right.VIEW_LIVE) {
      return cameras.stream()
          .filter(camera -> acts.recording(camera, now).isEmpty())
          .findFirst()
          .map(camera -> "No recording act covers camera " + camera + " now.");
    }
    return Optional.empty();
  }

  private static String names(Set<CameraId> cameras) {
    var sorted = new TreeSet<>(cameras);
    return sorted.size() == 1 ? "camera " + sorted.first() : "each of the cameras " + sorted;
  }

  private Refused refuse(String person, Map<String, Object> facts, String why) {
    facts.put("why", why);
    ledger.append(new Entry(REFUSED, person, facts));
    return new Refused(why);
  }

  private Permit.Standing standing(PermitTerms terms) {
    var until = clocks.elapsed().plus(terms.life());
    var told = new AtomicBoolean();
    return new Permit.Standing() {
      @Override
      public void require(Permit permit, Set<CameraId> cameras) throws Refused {
        // Elapsed time: a wall clock set back must not lengthen a permit's life.
        if (clocks.elapsed().compareTo(until) >= 0) {
          throw refuse(permit, "The permit has expired: ask again.");
        }
        var why = stillObjection(permit.person(), permit.right(), cameras);
        if (why.isPresent()) {
          throw refuse(permit, why.get());
        }
      }

      /// Once per permit: a caller that asks again and again must not fill the ledger.
      @Override
      public Refused refuse(Permit permit, String why) {
        if (told.compareAndSet(false, true)) {
          var facts = Map.<String, Object>of("permit", permit.id(), "why", why);
          ledger.append(new Entry(REFUSED, permit.person(), facts));
        }
        return new Refused(why);
      }
    };
  }
}
