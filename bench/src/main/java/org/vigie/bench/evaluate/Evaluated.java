package org.vigie.bench.evaluate;

import java.util.List;
import java.util.Map;
import org.vigie.model.EventType;

/// What came of one clip.
///
/// @param unavailable events that are expected or forbidden there and that no rule of this version
///     looks for, with the reason
public record Evaluated(
    Clip clip,
    Played played,
    Scoring.Verdict verdict,
    List<Passages.Compared> passages,
    List<Presence.Compared> presences,
    Map<EventType, String> unavailable) {

  public Evaluated {
    passages = List.copyOf(passages);
    presences = List.copyOf(presences);
    unavailable = Map.copyOf(unavailable);
  }

  /// The same without what the eye said, which takes memory and has been judged.
  Evaluated judgedOnly() {
    return new Evaluated(
        clip,
        new Played(List.of(), played.pictures(), played.eyeMs()),
        verdict,
        passages,
        presences,
        unavailable);
  }

  /// In a line, for whoever waits.
  String line() {
    int found = verdict.outcomes().size() - verdict.misses().size();
    return "%s: %d pictures, %d of %d events found, %d false alarms"
        .formatted(
            clip.name(),
            played.pictures(),
            found,
            verdict.outcomes().size(),
            verdict.falseAlarms().size());
  }
}
