package org.vigie.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vigie.model.Ground;
import org.vigie.model.Signal;

/// Somebody fell, and has lain there for the rule's patience: one signal for each fall (R22).
///
/// Lying alone is never one: without a fall that was seen nothing begins. Whoever is lost from
/// sight while lying goes on lying there as long as something rests in that place.
final class PersonDownJudge implements Judge {

  /// Upright heights that a person has, sitting children and people on a kerb included, where the
  /// ground was measured.
  private static final double LEAST_METRES = 0.6;

  private static final double MOST_METRES = 2.5;

  private final Rule.PersonDown rule;
  private final double aspect;
  private final Optional<Ground> ground;
  private final Map<Life, Descent> descents = new HashMap<>();
  private final Map<Life, Lain> lying = new LinkedHashMap<>();
  private final List<Lain> unseen = new ArrayList<>();

  PersonDownJudge(Rule.PersonDown rule, RuleBook book) {
    this.rule = rule;
    this.aspect = book.aspect();
    this.ground = book.ground();
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public List<Signal> judge(Moment moment) {
    var at = moment.at();
    descents.keySet().retainAll(moment.known());
    lying
        .entrySet()
        .removeIf(
            entry -> {
              boolean lost = !moment.known().contains(entry.getKey());
              if (lost) {
                unseen.add(entry.getValue());
              }
              return lost;
            });
    moment.visible().forEach(life -> look(life, at));
    handOver(moment);
    lying.values().removeIf(lain -> hasWalkedOn(lain, moment));
    unseen.removeIf(lain -> hasWalkedOn(lain, moment));
    unseen.forEach(lain -> lain.rest(moment.signs().resting(), at));
    unseen.removeIf(lain -> lain.isOver(at));
    var signals = new ArrayList<Signal>();
    lying.forEach((life, lain) -> tell(moment, lain, signals));
    unseen.forEach(lain -> tell(moment, lain, signals));
    return signals;
  }

  private void look(Life life, Instant at) {
    var shape = shape(life, at);
    var known = lying.get(life);
    if (known != null) {
      known.see(shape, life.track());
      if (known.isOver(at)) {
        lying.remove(life);
      }
      return;
    }
    var descent = descents.get(life);
    if (descent == null) {
      descent = new Descent(shape);
      descents.put(life, descent);
      takeOver(life, shape);
    }
    var fall = descent.see(shape);
    if (fall.isPresent() && rule.target().matches(life.kind()) && isPerson(fall.get().standing())) {
      descent.restart();
      lying.put(life, new Lain(fall.get(), shape, life.track(), life.kind()));
    }
  }

  /// Whoever appears where somebody lay unseen is that somebody: still lying, or up again.
  private void takeOver(Life life, Shape shape) {
    var there =
        unseen.stream()
            .filter(lain -> Boxes.covered(lain.box(), life.track().box()) >= Lain.SAME_PLACE)
            .findFirst();
    there.ifPresent(
        lain -> {
          unseen.remove(lain);
          lying.put(life, lain);
          lain.see(shape, life.track());
        });
  }

  /// A body that comes to lie changes its shape, and may be followed by a second track that began
  /// before the first was lost. Whoever lies in that place when the first is missing is that
  /// somebody.
  private void handOver(Moment moment) {
    var missing = lying.keySet().stream().filter(life -> !life.isVisible()).toList();
    for (var life : missing) {
      var lain = Objects.requireNonNull(lying.get(life));
      heir(lain, moment)
          .ifPresent(
              heir -> {
                lying.remove(life);
                goOn(lain, heir, moment.at());
              });
    }
    for (var lain : List.copyOf(unseen)) {
      heir(lain, moment)
          .ifPresent(
              heir -> {
                unseen.remove(lain);
                goOn(lain, heir, moment.at());
              });
    }
  }

  private Optional<Life> heir(Lain lain, Moment moment) {
    return moment.visible().stream()
        .filter(life -> !lying.containsKey(life) && rule.target().matches(life.kind()))
        .filter(life -> lain.isLike(shape(life, moment.at()), life.track()))
        .findFirst();
  }

  private void goOn(Lain lain, Life heir, Instant at) {
    lying.put(heir, lain);
    lain.see(shape(heir, at), heir.track());
  }

  /// Whether somebody came out of the box that seemed to fall, and has gone: what they put down
  /// kept
  /// their track, and lies there.
  private boolean hasWalkedOn(Lain lain, Moment moment) {
    return moment.visible().stream()
        .filter(life -> !lying.containsKey(life) && rule.target().matches(life.kind()))
        .anyMatch(
            life -> {
              var descent = descents.get(life);
              return descent != null
                  && lain.hasParted(descent.first(), shape(life, moment.at()), aspect);
            });
  }

  private Shape shape(Life life, Instant at) {
    return Shape.of(life.track().box(), at, aspect);
  }

  /// Whether what stood was as high as a person, where the ground was measured.
  private boolean isPerson(Shape standing) {
    var metres = ground.map(g -> g.height(standing.box(aspect)));
    return metres.isEmpty()
        || metres.get().isEmpty()
        || metres.get().getAsDouble() >= LEAST_METRES && metres.get().getAsDouble() <= MOST_METRES;
  }

  private void tell(Moment moment, Lain lain, List<Signal> signals) {
    if (lain.isRipe(moment.at(), rule.patience())
        && rule.area().contains(Geometry.inside(lain.box().foot()))) {
      lain.tell();
      signals.add(
          new Signal(
              moment.camera(),
              rule.id(),
              rule.event(),
              rule.zone(),
              lain.since(),
              moment.at(),
              "",
              lain.kind(),
              lain.confidence(),
              List.of(lain.box())));
    }
  }

  @Override
  public void forget() {
    descents.clear();
    lying.clear();
    unseen.clear();
  }
}
