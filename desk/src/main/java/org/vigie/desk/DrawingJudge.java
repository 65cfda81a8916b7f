package org.vigie.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.desk.DrawingPreview.Change;
import org.vigie.desk.DrawingPreview.PlaceChange;
import org.vigie.desk.DrawingPreview.RuleChange;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.Governance;
import org.vigie.model.CameraId;
import org.vigie.model.Ground;
import org.vigie.rules.Drawing;
import org.vigie.rules.Fingerprint;
import org.vigie.rules.Place;
import org.vigie.rules.Resolution;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.RuleOutcome;
import org.vigie.rules.RuleReading;

/// Compares what would be in force with what is. Changes nothing; safe for any thread.
final class DrawingJudge {

  private final Commissioning commissioning;
  private final Governance governance;

  DrawingJudge(Commissioning commissioning, Governance governance) {
    this.commissioning = commissioning;
    this.governance = governance;
  }

  /// Refuses a zone whose sides cross, unless it is in force as it is: it was written by hand, and
  /// nobody has to draw it anew to change something else.
  void check(RuleBook before, RuleReading after) throws DrawingRefused {
    var places = after.book().places();
    for (int n = 0; n < places.size(); n++) {
      var place = places.get(n);
      boolean crosses =
          switch (place) {
            case Place.Zone zone -> zone.area().crossesItself();
            case Place.Lane lane -> lane.area().crossesItself();
            case Place.Line line -> false;
          };
      if (crosses && !before.places().contains(place)) {
        throw new DrawingRefused.Invalid(
            "zones[" + n + "].points",
            "'" + place.id() + "': its sides cross; move its points so that they do not");
      }
    }
  }

  DrawingPreview preview(RuleBook before, RuleReading after, boolean textKept, Instant now) {
    var error = grounds(after.book()).map(Ground::error).max(Double::compare);
    return new DrawingPreview(
        rules(before, after, now),
        places(before, after),
        error.isPresent() ? OptionalDouble.of(error.get()) : OptionalDouble.empty(),
        textKept);
  }

  /// What was measured of the ground from anywhere.
  private static Stream<Ground> grounds(RuleBook book) {
    return Stream.concat(book.ground().stream(), book.presets().grounds().values().stream());
  }

  private List<RuleChange> rules(RuleBook before, RuleReading after, Instant now) {
    var book = after.book();
    var camera = book.camera();
    var old = new HashMap<String, Rule>();
    before.rules().forEach(rule -> old.put(rule.id(), rule));
    var changes = new ArrayList<RuleChange>();
    for (var outcome : after.outcomes()) {
      var was = old.remove(outcome.id());
      boolean same =
          was != null
              && outcome
                  .rule()
                  .map(rule -> print(book, rule))
                  .equals(Optional.of(print(before, was)));
      changes.add(change(book, was, same, outcome, now));
    }
    for (var rule : before.rules()) {
      if (old.containsKey(rule.id())) {
        changes.add(
            new RuleChange(
                rule.id(),
                rule.event(),
                rule.zone(),
                Change.REMOVED,
                "",
                commissioning.stands(camera, rule.id()),
                Optional.empty(),
                act(camera, rule, now)));
      }
    }
    return changes;
  }

  private static String print(RuleBook book, Rule rule) {
    return Fingerprint.of(rule, book.presetOf(rule));
  }

  private RuleChange change(
      RuleBook book, @Nullable Rule old, boolean same, RuleOutcome outcome, Instant now) {
    var camera = book.camera();
    var rule = outcome.rule();
    return new RuleChange(
        outcome.id(),
        outcome.event(),
        outcome.zone(),
        old == null ? Change.NEW : same ? Change.SAME : Change.CHANGED,
        outcome.leftOut(),
        old == null ? Optional.empty() : commissioning.stands(camera, old.id()),
        rule.flatMap(r -> commissioning.wouldStand(book, r)),
        rule.flatMap(r -> act(camera, r, now)));
  }

  private Optional<String> act(CameraId camera, Rule rule, Instant now) {
    return governance
        .detectionAct(camera, rule.event(), rule.zone(), now)
        .map(DetectionAct::number);
  }

  private static List<PlaceChange> places(RuleBook before, RuleReading after) {
    Map<String, Place> old =
        before.places().stream().collect(Collectors.toMap(Place::id, place -> place));
    var changes = new ArrayList<PlaceChange>();
    var book = after.book();
    for (var place : book.places()) {
      var was = old.remove(place.id());
      changes.add(
          new PlaceChange(
              place.id(),
              was == null
                  ? Change.NEW
                  : was.equals(place) && before.presetOf(was).equals(book.presetOf(place))
                      ? Change.SAME
                      : Change.CHANGED,
              shown(after, place),
              place instanceof Place.Line
                  ? OptionalDouble.empty()
                  : book.groundAt(book.presetOf(place))
                      .map(ground -> ground.squareMetres(place.points()))
                      .orElse(OptionalDouble.empty())));
    }
    for (var place : before.places()) {
      if (old.containsKey(place.id())) {
        changes.add(
            new PlaceChange(place.id(), Change.REMOVED, Optional.empty(), OptionalDouble.empty()));
      }
    }
    return changes;
  }

  private static Optional<Resolution> shown(RuleReading after, Place place) {
    return after
        .book()
        .groundAt(after.book().presetOf(place))
        .flatMap(
            ground ->
                after
                    .drawing()
                    .size()
                    .map(Drawing.Size::width)
                    .map(width -> Resolution.of(ground, place.points(), width)));
  }
}
