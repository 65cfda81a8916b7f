package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.Signal;

/// A group that was there all at once runs, scatters, or turns back: one signal, until it has been
/// calm again.
///
/// Judged by the movement of the group as a whole, as optical flow shows it, against its own of the
/// last half minute: S. Wu, H. Wong, Z. Yu, "A Bayesian Model for Crowd Escape Behavior Detection",
/// IEEE TCSVT 2014 (speed and divergence of the flow); B. Krausz and C. Bauckhage, "Loveparade
/// 2010: Automatic video analysis of a crowd disaster", CVIU 2012 (sudden common movement of a
/// dense crowd).
final class CrowdMovementJudge implements Judge {

  /// People walk at 1.34 m/s, give or take 0.26 (U. Weidmann, "Transporttechnik der Fussgaenger",
  /// 1993). Three times that faster, half of a group do not walk; and at about that speed people
  /// begin to run (A. Hreljac, 1993).
  static final double RUN = 1.34 + 3 * 0.26;

  /// A brisk walk: many people scatter or turn back at less, but without haste.
  static final double BRISK = 1.34 + 0.26;

  /// Against the group's own speed before: what always goes fast is a race or a road.
  private static final double SUDDEN = 2;

  /// The mean velocity's share of the mean speed. Of people who mill about it is near 0, of those
  /// who go one way near 1; a camera that shakes averages to 0 over time.
  private static final double COHERENT = 0.6;

  /// The share of the mean speed that is common to all or leads away from their middle. Who runs
  /// from a place does both: those on its far side run one way, and the group grows. Of people who
  /// mill about it is about a third.
  private static final double ORDERLY = 0.5;

  private static final double LEAST_OUTWARD = 0.5;

  /// Turned by 120 degrees and more.
  private static final double LEAST_TURN = -0.5;

  private static final Duration NOW = Duration.ofSeconds(1);
  private static final Duration ONSET = Duration.ofSeconds(3);
  private static final Duration BEFORE = Duration.ofSeconds(30);

  /// So much of the time before must be known, with the group in it.
  private static final double LEAST_BEFORE_S = 5;

  /// A group neither comes out of nothing nor doubles: what does drives in.
  private static final double LEAST_KEPT = 0.5;

  private static final double MOST_GROWN = 1.6;

  /// One thing alone, however large, is no group.
  private static final int LEAST_LIVES = 3;

  private final Rule.CrowdMovement rule;
  private final PersonScale scale;
  private final FlockMeter meter;
  private final Company company;
  private final Deque<Flock> flocks = new ArrayDeque<>();
  private final Lasting movement;

  CrowdMovementJudge(Rule.CrowdMovement rule, RuleBook book) {
    this.rule = rule;
    this.scale = new PersonScale(book.ground(), book.aspect());
    this.meter = new FlockMeter(new ZoneCells(rule.area(), scale), scale);
    this.company = new Company(rule.area());
    this.movement = new Lasting(rule.patience(), rule.rearm());
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public List<Signal> judge(Moment moment) {
    scale.learn(moment);
    company.see(moment);
    var grid = moment.signs().motion();
    if (grid.isEmpty() || !scale.isKnown()) {
      return List.of();
    }
    flocks.addLast(meter.measure(grid.get(), company.leftOut(moment), moment.at()));
    while (flocks.getFirst().at().plus(BEFORE).isBefore(moment.at())) {
      flocks.removeFirst();
    }
    var alarming = alarming(moment.at());
    return movement.see(alarming.isPresent(), alarming.isEmpty(), moment.at()).stream()
        .map(since -> signal(moment, since, alarming.orElseThrow()))
        .toList();
  }

  /// What the group does, if that is worth a signal: how sure, 0 to 1.
  private Optional<Double> alarming(Instant at) {
    var now = FlockStretch.of(flocks, at.minus(NOW), at);
    int told = company.most(at);
    if (now.speed() < BRISK || told < LEAST_LIVES) {
      return Optional.empty();
    }
    var before = FlockStretch.of(flocks, at.minus(BEFORE), at.minus(ONSET));
    int toldBefore = company.most(at.minus(ONSET));
    if (!isGroup(now, before, told)
        || before.seconds(LEAST_KEPT * shownBefore(now, before, toldBefore)) < LEAST_BEFORE_S
        || hasGrown(now, before, toldBefore)) {
      return Optional.empty();
    }
    var just = FlockStretch.of(flocks, at.minus(ONSET.multipliedBy(2)), at.minus(ONSET));
    boolean faster = now.speed() >= SUDDEN * before.speed();
    if (faster && now.speed() >= RUN && now.order() >= ORDERLY) {
      return Optional.of(Math.max(now.coherence(), now.order()));
    }
    if (faster && now.scattering() >= LEAST_OUTWARD && now.around()) {
      return Optional.of(now.scattering());
    }
    if (now.coherence() >= COHERENT
        && just.coherence() >= COHERENT
        && just.speed() >= BRISK / 2
        && now.mean().cosine(just.mean()) <= LEAST_TURN) {
      return Optional.of(now.coherence());
    }
    return Optional.empty();
  }

  /// Whether it is as many as the rule asks for: by its foreground, or, where that shows less of
  /// each than there is, as of dark coats at night, by who could lately be told apart in it, as
  /// long
  /// as most of them are still there.
  private boolean isGroup(FlockStretch now, FlockStretch before, int told) {
    return now.people() >= rule.people()
        || (told >= rule.people() && now.people() >= LEAST_KEPT * before.people());
  }

  /// Whether it is more than were there: by the foreground, which shows more of people who run
  /// apart
  /// than of those who stand before one another, and by who could be told apart before.
  private static boolean hasGrown(FlockStretch now, FlockStretch before, int toldBefore) {
    return now.people() > Math.max(MOST_GROWN * before.people(), toldBefore);
  }

  /// As many of those who are there now as the foreground showed before, where all of them could be
  /// told apart then.
  private static double shownBefore(FlockStretch now, FlockStretch before, int toldBefore) {
    return toldBefore >= now.people() ? Math.min(now.people(), before.people()) : now.people();
  }

  private Signal signal(Moment moment, Instant from, double confidence) {
    return new Signal(
        moment.camera(),
        rule.id(),
        rule.event(),
        rule.zone(),
        from,
        moment.at(),
        "",
        CoarseClass.PERSON,
        Math.clamp(confidence, 0, 1),
        List.<Box>of(flocks.getLast().box()));
  }

  @Override
  public void forget() {
    scale.forget();
    company.forget();
    flocks.clear();
    movement.forget();
  }
}
