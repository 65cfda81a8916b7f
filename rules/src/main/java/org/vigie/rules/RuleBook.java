package org.vigie.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigie.model.CameraId;
import org.vigie.model.Ground;

/// What is drawn on one camera's picture, and what is looked for there.
///
/// @param aspect the picture's width over its height, for lengths and directions
/// @param ground where the ground lies, where it was measured
/// @param warnings what the file asks for that this version does not do, one plain sentence each,
///     with file and line
public record RuleBook(
    CameraId camera,
    double aspect,
    Optional<Ground> ground,
    List<Place> places,
    List<Rule> rules,
    List<String> warnings) {

  /// The shape of a picture of which nothing is said: 16 to 9.
  public static final double USUAL_ASPECT = 16.0 / 9;

  /// How long a zone stays reported after it was left, where a rule does not say.
  public static final Duration USUAL_REARM = Duration.ofSeconds(5);

  public RuleBook {
    places = List.copyOf(places);
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
  }

  /// Without a measured ground.
  public RuleBook(
      CameraId camera, double aspect, List<Place> places, List<Rule> rules, List<String> warnings) {
    this(camera, aspect, Optional.empty(), places, rules, warnings);
  }

  /// One INTRUSION rule, `intrusion`, for persons and vehicles on the whole picture.
  public static RuleBook wholePicture(CameraId camera, Duration patience) {
    var rule =
        new Rule.Intrusion(
            "intrusion",
            "",
            Area.wholePicture(),
            Target.ANY,
            patience,
            USUAL_REARM,
            Schedule.ALWAYS);
    return new RuleBook(camera, USUAL_ASPECT, List.of(), List.of(rule), List.of());
  }

  /// Nothing drawn, nothing looked for.
  public static RuleBook empty(CameraId camera) {
    return new RuleBook(camera, USUAL_ASPECT, List.of(), List.of(), List.of());
  }
}
