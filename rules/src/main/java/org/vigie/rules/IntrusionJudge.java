package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Box;
import org.vigie.model.Signal;

/// Someone is in a zone for the rule's patience: one signal for each presence.
///
/// A presence is of a number of things at once, not of track ids: what was lost behind a tree for
/// some seconds and found again under another id is no second intruder, while one more at the same
/// time is.
final class IntrusionJudge implements Judge {

  /// How long a foot point may be seen outside before its stay is over. Boxes breathe: someone at
  /// the zone's edge is now in, now out.
  static final Duration BREATH = Duration.ofMillis(300);

  private final Rule.Intrusion rule;
  private final Sieve sieve;
  private final StandingStill standing;
  private final Map<Life, Stay> stays = new LinkedHashMap<>();
  // How many present things have been reported, and since when there are fewer.
  private int reported;
  private @Nullable Instant fewerSince;

  /// @param aspect the picture's width over its height
  IntrusionJudge(Rule.Intrusion rule, Sieve sieve, double aspect) {
    this.rule = rule;
    this.sieve = sieve;
    this.standing = new StandingStill(aspect);
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public List<Signal> judge(Moment moment) {
    follow(moment);
    rearm(moment.at());
    var ripe = stays.values().stream().filter(stay -> stay.isRipe(moment.at(), rule)).toList();
    var fresh = ripe.stream().filter(stay -> !stay.told).toList();
    boolean more = ripe.size() > reported;
    reported = Math.max(reported, ripe.size());
    fresh.forEach(stay -> stay.told = true);
    return more ? List.of(signal(moment, fresh)) : List.of();
  }

  private void follow(Moment moment) {
    stays.keySet().retainAll(moment.known());
    standing.see(moment.visible(), moment.known(), moment.at());
    for (var life : moment.visible()) {
      if (sieve.lets(life) && rule.area().contains(life.foot())) {
        var stay = stays.computeIfAbsent(life, l -> new Stay(l, moment.at()));
        if (rule.standing()) {
          stay.notBefore(standing.since(life, moment.at()));
        }
        stay.inside(moment.at());
      } else {
        @Nullable Stay stay = stays.get(life);
        if (stay != null && stay.lastInside.plus(BREATH).isBefore(moment.at())) {
          stays.remove(life);
        }
      }
    }
  }

  private void rearm(Instant at) {
    if (stays.size() >= reported) {
      fewerSince = null;
      return;
    }
    if (fewerSince == null) {
      fewerSince = at;
    }
    if (!fewerSince.plus(rule.rearm()).isAfter(at)) {
      reported = stays.size();
      fewerSince = null;
    }
  }

  private Signal signal(Moment moment, List<Stay> fresh) {
    var surest = fresh.getFirst();
    for (var stay : fresh) {
      surest = stay.confidence() > surest.confidence() ? stay : surest;
    }
    var boxes =
        fresh.stream()
            .map(stay -> stay.life.track().box())
            .sorted(Comparator.comparingDouble(Box::left))
            .toList();
    return new Signal(
        moment.camera(),
        rule.id(),
        rule.event(),
        rule.zone(),
        surest.from,
        moment.at(),
        "",
        surest.life.kind(),
        surest.confidence(),
        boxes);
  }

  @Override
  public void forget() {
    stays.clear();
    standing.forget();
    reported = 0;
    fewerSince = null;
  }

  /// One thing's stay in the zone.
  private static final class Stay {

    private final Life life;
    private Instant from;
    private Instant lastInside;
    private double scores;
    private int seen;
    private boolean told;

    Stay(Life life, Instant from) {
      this.life = life;
      this.from = from;
      this.lastInside = from;
    }

    /// It has moved since it came: what was before does not count.
    void notBefore(Instant since) {
      from = since.isAfter(from) ? since : from;
    }

    void inside(Instant at) {
      lastInside = at;
      scores += Math.clamp(life.track().score(), 0, 1);
      seen++;
    }

    /// Was told of and is still there, or has just held for the patience, seen inside now.
    boolean isRipe(Instant at, Rule.Intrusion rule) {
      return told || lastInside.equals(at) && !from.plus(rule.patience()).isAfter(at);
    }

    double confidence() {
      return scores / Math.max(1, seen);
    }
  }
}
