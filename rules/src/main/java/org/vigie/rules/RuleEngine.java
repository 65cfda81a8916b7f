package org.vigie.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Observation;
import org.vigie.model.Signal;

/// Judges one camera's observations by its rule book.
///
/// Pure: what it says depends on the book and on the observations it was given, in their order, and
/// on nothing else; so a recorded scene can be judged again years later and the desk's decision
/// explained. Used by one thread at a time.
///
/// While the background is being learnt only what a detector follows means something: rules that
/// need nothing but tracks go on where it does. Else everything is forgotten and nothing said. The
/// same holds where the camera's time jumps: a hole of more than [#LONGEST_HOLE], or back
/// by more than [#LARGEST_STEP_BACK].
public final class RuleEngine {

  /// The longest time between two observations over which anything is carried on. A quiet camera is
  /// looked at on key frames only, some seconds apart.
  static final Duration LONGEST_HOLE = Duration.ofSeconds(10);

  /// Camera clocks are corrected by a little now and then; less than this back is no time at all.
  static final Duration LARGEST_STEP_BACK = Duration.ofSeconds(1);

  private final RuleBook book;
  private final List<Judge> judges;
  private final Lives lives = new Lives();
  private @Nullable Instant last;

  public RuleEngine(RuleBook book) {
    this.book = book;
    this.judges = book.rules().stream().map(rule -> Judge.of(rule, book)).toList();
  }

  public RuleBook book() {
    return book;
  }

  /// What begins, or is counted, with this observation.
  public List<Signal> observe(Observation observation) {
    return observe(observation, rule -> true);
  }

  /// The same, judging only rules that are permitted now. Of a rule that is not, or whose schedule
  /// does not cover this instant, everything is forgotten: what happened meanwhile never counts.
  ///
  /// @throws IllegalArgumentException if the observation is of another camera
  public List<Signal> observe(Observation observation, Predicate<Rule> permitted) {
    if (!observation.camera().equals(book.camera())) {
      throw new IllegalArgumentException(
          "an observation of " + observation.camera() + " given to " + book.camera());
    }
    var watching = new ArrayList<Judge>();
    for (var judge : judges) {
      var rule = judge.rule();
      if (isJudged(rule, observation)
          && rule.schedule().covers(observation.at())
          && permitted.test(rule)) {
        watching.add(judge);
      } else {
        judge.forget();
      }
    }
    if (watching.isEmpty()) {
      forget();
      return List.of();
    }
    var at = follow(observation);
    var moment =
        new Judge.Moment(book.camera(), at, lives.visible(), lives.all(), observation.signs());
    var signals = new ArrayList<Signal>();
    watching.forEach(judge -> signals.addAll(judge.judge(moment)));
    return signals;
  }

  private static boolean isJudged(Rule rule, Observation observation) {
    return observation.tracked() && (!observation.learning() || rule.needsTracksOnly());
  }

  /// How many people are in the zones of the rules that count them, as of the last observation; of
  /// a rule that did not judge it, nothing.
  public List<PeopleCount> people() {
    var counts = new ArrayList<PeopleCount>();
    for (var judge : judges) {
      var people = judge.people();
      if (last != null && people.isPresent()) {
        var rule = judge.rule();
        counts.add(new PeopleCount(rule.id(), rule.zone(), last, people.getAsInt()));
      }
    }
    return counts;
  }

  /// Takes the tracks, and says what time it is: never earlier than before.
  private Instant follow(Observation observation) {
    var at = observation.at();
    if (last != null) {
      if (at.isAfter(last.plus(LONGEST_HOLE)) || at.isBefore(last.minus(LARGEST_STEP_BACK))) {
        forget();
      } else if (at.isBefore(last)) {
        at = last;
      }
    }
    last = at;
    lives.see(observation.tracks(), at);
    return at;
  }

  /// Starts afresh; no track id is left in memory.
  public void forget() {
    lives.forget();
    judges.forEach(Judge::forget);
    last = null;
  }
}
