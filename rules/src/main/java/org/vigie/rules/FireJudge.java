package org.vigie.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.FireSign;
import org.vigie.model.Signal;

/// Something in a zone has looked like fire for the rule's patience, in one place, and lived as
/// fire does: one signal for each place.
///
/// What moves along with something that moves is part of that: headlights, beacons, bright clothes.
final class FireJudge implements Judge {

  /// A thing that goes a quarter of its own height in a second moves; boxes of standing things
  /// breathe by less.
  private static final double MOVES = 0.25;

  /// So much of a sign lies in the box of what it is part of; its glow reaches further.
  private static final double PART_OF = 0.5;

  private final Rule.Fire rule;
  private final double aspect;
  private final List<Blaze> blazes = new ArrayList<>();
  private @Nullable Instant watchingSince;

  FireJudge(Rule.Fire rule, double aspect) {
    this.rule = rule;
    this.aspect = aspect;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public List<Signal> judge(Moment moment) {
    if (watchingSince == null) {
      watchingSince = moment.at();
    }
    blazes.removeIf(blaze -> blaze.isOver(moment.at(), rule.rearm()));
    var signs = new ArrayList<>(moment.signs().fires());
    signs.removeIf(sign -> !isMeant(sign, moment));
    for (var blaze : blazes) {
      blaze.see(takeOut(signs, blaze), moment.at());
    }
    while (!signs.isEmpty()) {
      var blaze = new Blaze(signs.getFirst(), moment.at(), watchingSince);
      blazes.add(blaze);
      blaze.see(takeOut(signs, blaze), moment.at());
    }
    var fresh =
        blazes.stream()
            .filter(blaze -> !blaze.isTold() && blaze.isRipe(moment.at(), rule.patience()))
            .sorted(Comparator.comparingDouble(Blaze::score).reversed())
            .toList();
    fresh.forEach(Blaze::tell);
    return fresh.isEmpty() ? List.of() : List.of(signal(moment, fresh));
  }

  private boolean isMeant(FireSign sign, Moment moment) {
    return (rule.smoke() || !sign.smoke())
        && rule.area().contains(Geometry.inside(Geometry.middle(sign.box())))
        && moment.visible().stream()
            .noneMatch(
                life ->
                    life.pace(aspect) >= MOVES
                        && Geometry.partIn(sign.box(), life.track().box()) >= PART_OF);
  }

  private static List<FireSign> takeOut(List<FireSign> signs, Blaze blaze) {
    var taken = signs.stream().filter(blaze::isAt).toList();
    signs.removeAll(taken);
    return taken;
  }

  private Signal signal(Moment moment, List<Blaze> fresh) {
    var surest = fresh.getFirst();
    return new Signal(
        moment.camera(),
        rule.id(),
        rule.event(),
        rule.zone(),
        surest.since(),
        moment.at(),
        "",
        CoarseClass.UNKNOWN,
        surest.score(),
        fresh.stream().map(Blaze::box).sorted(Comparator.comparingDouble(Box::left)).toList());
  }

  @Override
  public void forget() {
    blazes.clear();
    watchingSince = null;
  }
}
