package org.vigie.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;
import org.vigie.model.Observation;
import org.vigie.model.Signal;
import org.vigie.rules.Presets;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.RuleEngine;

/// Watches one camera: lets its rules judge what governance allows to be judged now. Safe for any
/// thread; one observation at a time.
final class Watch {

  private final RuleBook book;

  /// One for each view that something is drawn on.
  private final Map<String, RuleEngine> engines = new HashMap<>();
  private final RuleEngine home;
  private final Governance governance;
  private final FlowKeeper flows;
  private final Clocks clocks;
  private @Nullable RuleEngine judging;
  private long judged;
  private Duration last;

  Watch(RuleBook book, Governance governance, FlowKeeper flows, Clocks clocks) {
    this.book = book;
    for (var preset : book.presets().names()) {
      engines.put(preset, new RuleEngine(book.at(preset)));
    }
    this.home = new RuleEngine(book.at(Presets.HOME));
    this.governance = governance;
    this.flows = flows;
    this.clocks = clocks;
    this.last = clocks.elapsed();
  }

  RuleBook book() {
    return book;
  }

  /// Judges an observation by what is drawn on the view that the camera has. Of a rule without a
  /// valid act, or stopped, nothing is judged and everything is forgotten.
  ///
  /// @param preset where the camera stands; of one for which nothing is drawn nothing is judged
  synchronized List<Signal> judge(Observation observation, String preset) {
    var engine = preset.equals(Presets.HOME) ? home : engines.get(preset);
    if (engine != judging) {
      forget();
      judging = engine;
    }
    if (engine == null) {
      return List.of();
    }
    long before = judged;
    last = clocks.elapsed();
    var counting = new ArrayList<Rule>();
    var signals =
        engine.observe(
            observation,
            rule -> {
              boolean may = mayDetect(rule);
              if (may) {
                judged = before + 1;
                if (rule.counts()) {
                  counting.add(rule);
                }
              }
              return may;
            });
    note(engine, counting, observation.at());
    return signals;
  }

  private void note(RuleEngine engine, List<Rule> counting, Instant at) {
    if (counting.isEmpty()) {
      return;
    }
    var people = engine.people();
    for (var rule : counting) {
      var count = people.stream().filter(c -> c.rule().equals(rule.id())).findFirst();
      flows.judged(book.camera(), rule, at, count.orElse(null));
    }
  }

  /// Forgets every track if there has been no observation for `quiet`: of a camera that was lost
  /// too nothing may stay in memory (R12).
  synchronized void forgetIfQuiet(Duration quiet) {
    if (clocks.elapsed().minus(quiet).compareTo(last) >= 0) {
      forgetAll();
    }
  }

  /// Forgets everything it saw.
  synchronized void forget() {
    last = clocks.elapsed();
    forgetAll();
  }

  private void forgetAll() {
    home.forget();
    engines.values().forEach(RuleEngine::forget);
  }

  private boolean mayDetect(Rule rule) {
    // The act must be valid now, whenever the picture was taken (R2).
    return governance.mayDetect(book.camera(), rule.id(), rule.event(), rule.zone(), clocks.wall());
  }

  /// How many observations at least one rule has judged.
  synchronized long judged() {
    return judged;
  }
}
