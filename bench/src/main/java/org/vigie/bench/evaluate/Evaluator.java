package org.vigie.bench.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.EventType;
import org.vigie.model.Signal;
import org.vigie.rules.Area;
import org.vigie.rules.Place;
import org.vigie.rules.RuleBook;
import org.vigie.rules.RuleEngine;

/// Plays clips through eye and rules and scores what came of them. One thread only.
public final class Evaluator {

  private final EyeUnderTest eye;

  public Evaluator(EyeUnderTest eye) {
    this.eye = eye;
  }

  /// @throws IOException if the eye could not play it
  public Evaluated evaluate(Clip clip, Footage footage) throws IOException {
    var armed = Armed.of(clip);
    var played = eye.play(clip.book().camera(), footage);
    var told = new ArrayList<Presence.Told>();
    var signals = signals(armed.own(), played, told);
    var all = new ArrayList<>(signals);
    all.addAll(signals(armed.never(), played, new ArrayList<>()));
    var said =
        all.stream()
            .filter(signal -> signal.event() != EventType.LINE_COUNT)
            .map(Evaluator::said)
            .toList();
    var passages = new ArrayList<Passages.Compared>();
    for (var one : clip.passages()) {
      passages.addAll(one.compare(clip.book().rules(), signals));
    }
    var presences = new ArrayList<Presence.Compared>();
    for (var one : clip.presences()) {
      presences.addAll(one.compare(area(clip.book(), one.zone()), played.seen(), told));
    }
    return new Evaluated(
        clip,
        played,
        Scoring.judge(clip.expected(), clip.never(), said),
        passages,
        presences,
        armed.missing());
  }

  /// @param told takes what the rules count
  private static List<Signal> signals(RuleBook book, Played played, List<Presence.Told> told) {
    var engine = new RuleEngine(book);
    var signals = new ArrayList<Signal>();
    for (var seen : played.seen()) {
      signals.addAll(engine.observe(seen.observation()));
      for (var count : engine.people()) {
        told.add(new Presence.Told(seen.s(), count.zone(), count.people()));
      }
    }
    return signals;
  }

  private static Said said(Signal signal) {
    return new Said(signal.event(), signal.zone(), Footage.seconds(signal.at()), signal.boxes());
  }

  private static Area area(RuleBook book, String zone) {
    return book.places().stream()
        .filter(place -> place.id().equals(zone))
        .map(
            place ->
                switch (place) {
                  case Place.Zone(var id, var area) -> area;
                  case Place.Lane lane -> lane.area();
                  case Place.Line line -> Area.wholePicture();
                })
        .findFirst()
        .orElseThrow();
  }
}
