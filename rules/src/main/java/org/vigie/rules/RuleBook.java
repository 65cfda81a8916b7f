package org.vigie.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigie.model.CameraId;
import org.vigie.model.Ground;

/// What is drawn on one camera's picture, and what is looked for there.
///
/// @param aspect the picture's width over its height, for lengths and directions
/// @param ground where the ground lies at home, where it was measured
/// @param places all that is drawn, whatever the camera looks at
/// @param rules all that is looked for, whatever the camera looks at
/// @param warnings what the file asks for that this version does not do, one plain sentence each,
///     with file and line
/// @param presets which of it a turning camera is judged by at which of its places
public record RuleBook(
    CameraId camera,
    double aspect,
    Optional<Ground> ground,
    List<Place> places,
    List<Rule> rules,
    List<String> warnings,
    Presets presets) {

  /// The shape of a picture of which nothing is said: 16 to 9.
  public static final double USUAL_ASPECT = 16.0 / 9;

  /// How long a zone stays reported after it was left, where a rule does not say.
  public static final Duration USUAL_REARM = Duration.ofSeconds(5);

  public RuleBook {
    places = List.copyOf(places);
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
  }

  /// Of a camera that does not turn.
  public RuleBook(
      CameraId camera,
      double aspect,
      Optional<Ground> ground,
      List<Place> places,
      List<Rule> rules,
      List<String> warnings) {
    this(camera, aspect, ground, places, rules, warnings, Presets.NONE);
  }

  /// Without a measured ground.
  public RuleBook(
      CameraId camera, double aspect, List<Place> places, List<Rule> rules, List<String> warnings) {
    this(camera, aspect, Optional.empty(), places, rules, warnings);
  }

  /// What the camera is judged by while it stands at one of its places: nothing that was drawn on
  /// another view of it.
  ///
  /// @param preset one of [Presets#names], or [Presets#HOME]
  public RuleBook at(String preset) {
    return new RuleBook(
        camera,
        aspect,
        groundAt(preset),
        places.stream().filter(place -> presetOf(place).equals(preset)).toList(),
        rules.stream().filter(rule -> presetOf(rule).equals(preset)).toList(),
        List.of());
  }

  /// Where the ground lies as seen from a place, where it was measured from there.
  public Optional<Ground> groundAt(String preset) {
    return preset.equals(Presets.HOME) ? ground : presets.ground(preset);
  }

  /// The place at which the camera looks at what is drawn there; [Presets#HOME] for its home.
  public String presetOf(Place place) {
    return presets.ofPlace(place.id());
  }

  /// The place at which the camera is judged by a rule.
  public String presetOf(Rule rule) {
    return presets.ofRule(rule.id());
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
