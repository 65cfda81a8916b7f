package org.vigie.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Sha256;

/// What a rules file says of one camera, in the file's own words: what people draw and set, to be
/// shown, changed and written again. What it means is a [RuleBook], which the file's one reader
/// makes of it.
///
/// @param size width and height of the picture in pixels, where they were given
/// @param timeZone of schedules; empty for none
/// @param ground places that were measured, at least four or none
/// @param places zones, lines and lanes
public record Drawing(
    Optional<Size> size,
    String timeZone,
    List<MeasuredPlace> ground,
    List<DrawnPlace> places,
    List<AskedRule> rules) {

  public Drawing {
    ground = List.copyOf(ground);
    places = List.copyOf(places);
    rules = List.copyOf(rules);
  }

  /// Nothing drawn, nothing asked.
  public static final Drawing NONE =
      new Drawing(Optional.empty(), "", List.of(), List.of(), List.of());

  /// Of a picture, in pixels.
  public record Size(int width, int height) {}

  /// Two numbers: a point in fractions of the picture's width and height, metres on the ground, or
  /// a direction in pixels.
  public record Pair(double x, double y) {}

  /// A place that was measured.
  ///
  /// @param point in fractions of the picture
  /// @param metres on the ground, from any origin
  /// @param preset the place of a turning camera from which it was; empty for its home
  public record MeasuredPlace(Pair point, Pair metres, String preset) {

    /// At home.
    public MeasuredPlace(Pair point, Pair metres) {
      this(point, metres, "");
    }
  }

  /// A zone, line or lane.
  ///
  /// @param kind `zone`, `line` or `lane`
  /// @param points in fractions of the picture
  /// @param direction of a lane
  /// @param preset the place of a turning camera on whose view it is drawn; empty for its home
  public record DrawnPlace(
      String id, String kind, List<Pair> points, Optional<Pair> direction, String preset) {
    public DrawnPlace {
      points = List.copyOf(points);
    }

    /// At home.
    public DrawnPlace(String id, String kind, List<Pair> points, Optional<Pair> direction) {
      this(id, kind, points, direction, "");
    }
  }

  /// A rule.
  ///
  /// @param id empty where one shall be made of event and zone
  /// @param event its name
  /// @param zone the id of a zone, line or lane; empty for the whole picture
  /// @param about `person` or `vehicle`; empty for both
  /// @param schedule empty for always
  /// @param timeZone of its schedule; empty for the camera's
  /// @param settings all others by their keys, as they are written
  /// @param preset of a rule for the whole picture, the place of a turning camera from which it
  ///     judges; empty for its home, and where the zone says it
  public record AskedRule(
      String id,
      String event,
      String zone,
      String about,
      List<Hours> schedule,
      String timeZone,
      Map<String, String> settings,
      String preset) {
    public AskedRule {
      schedule = List.copyOf(schedule);
      settings = Map.copyOf(settings);
    }

    /// At home, or where its zone is drawn.
    public AskedRule(
        String id,
        String event,
        String zone,
        String about,
        List<Hours> schedule,
        String timeZone,
        Map<String, String> settings) {
      this(id, event, zone, about, schedule, timeZone, settings, "");
    }
  }

  /// Weekly hours.
  ///
  /// @param days such as `mon-fri` or `sat,sun`; empty for every day
  /// @param from a time of day, `22:00`
  /// @param to the same; past midnight if not later
  public record Hours(String days, String from, String to) {}

  /// It as a rules file for one camera alone. The same for the same drawing, on every machine.
  public String text(String camera) {
    return "camera: " + DrawingText.scalar(camera) + "\n" + DrawingText.of(this);
  }

  /// Names this drawing of that camera: the SHA-256 of [#text], in hexadecimal.
  public String hash(String camera) {
    return Sha256.hex(text(camera).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
