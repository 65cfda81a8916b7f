package org.vigie.bench.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.model.EventType;

/// All clips together. One thread only.
public final class Outcome {

  private final List<Evaluated> clips = new ArrayList<>();
  private final Map<String, String> errors = new LinkedHashMap<>();
  private final Map<EventType, Tally> tallies = new TreeMap<>();

  /// One more clip was played.
  void add(Evaluated evaluated) {
    clips.add(evaluated.judgedOnly());
    for (var event : evaluated.clip().judged()) {
      tallies
          .computeIfAbsent(event, Tally::new)
          .add(evaluated.verdict(), !evaluated.unavailable().containsKey(event));
    }
  }

  /// A clip could not be read or played: that is an error, not a silence, and it is not scored.
  void failed(String clip, String sentence) {
    errors.put(clip, sentence);
  }

  List<Evaluated> clips() {
    return List.copyOf(clips);
  }

  Map<String, String> errors() {
    return errors;
  }

  List<Tally> tallies() {
    return List.copyOf(tallies.values());
  }

  long pictures() {
    return clips.stream().mapToLong(clip -> clip.played().pictures()).sum();
  }

  /// Processor time of the eye for each picture that the clips hold, decoding included.
  double eyeMsPerPicture() {
    double spent = clips.stream().mapToDouble(clip -> clip.played().eyeMs()).sum();
    return pictures() == 0 ? 0 : spent / pictures();
  }

  /// Passages over lines: all classes and directions.
  record Passed(int expected, int counted, int right, int error) {}

  Passed passed() {
    int expected = 0;
    int counted = 0;
    int right = 0;
    int error = 0;
    for (var clip : clips) {
      for (var one : clip.passages()) {
        expected += one.expected();
        counted += one.counted();
        right += Math.min(one.expected(), one.counted());
        error += one.error();
      }
    }
    return new Passed(expected, counted, right, error);
  }
}
