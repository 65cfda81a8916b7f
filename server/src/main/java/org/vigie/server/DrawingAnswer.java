package org.vigie.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vigie.desk.DrawingPreview;
import org.vigie.desk.RuleStanding;
import org.vigie.model.EventType;
import org.vigie.rules.Drawing;
import org.vigie.rules.Resolution;

/// A drawing as the API says it, the schema `Drawing`, in both directions.
///
/// @param rules each with the words of the rules file
record DrawingAnswer(
    @Nullable SizeAnswer size,
    @Nullable String timeZone,
    List<GroundAnswer> ground,
    List<ZoneAnswer> zones,
    List<AskedAnswer> rules) {

  record SizeAnswer(int width, int height) {}

  record GroundAnswer(Drawing.Pair point, Drawing.Pair metres, @Nullable String preset) {}

  record ZoneAnswer(
      String id,
      String kind,
      List<Drawing.Pair> points,
      Drawing.@Nullable Pair direction,
      @Nullable String preset) {}

  record AskedAnswer(
      @Nullable String id,
      String event,
      @Nullable String zone,
      @JsonProperty("class") @Nullable String about,
      List<HoursAnswer> schedule,
      @Nullable String timeZone,
      Map<String, String> settings,
      @Nullable String preset) {}

  record HoursAnswer(@Nullable String days, String from, String to) {}

  static DrawingAnswer of(Drawing drawing) {
    return new DrawingAnswer(
        drawing.size().map(size -> new SizeAnswer(size.width(), size.height())).orElse(null),
        orNull(drawing.timeZone()),
        drawing.ground().stream()
            .map(p -> new GroundAnswer(p.point(), p.metres(), orNull(p.preset())))
            .toList(),
        drawing.places().stream()
            .map(
                p ->
                    new ZoneAnswer(
                        p.id(),
                        p.kind(),
                        p.points(),
                        p.direction().orElse(null),
                        orNull(p.preset())))
            .toList(),
        drawing.rules().stream().map(DrawingAnswer::of).toList());
  }

  private static AskedAnswer of(Drawing.AskedRule rule) {
    return new AskedAnswer(
        orNull(rule.id()),
        rule.event(),
        orNull(rule.zone()),
        orNull(rule.about()),
        rule.schedule().stream()
            .map(hours -> new HoursAnswer(orNull(hours.days()), hours.from(), hours.to()))
            .toList(),
        orNull(rule.timeZone()),
        rule.settings(),
        orNull(rule.preset()));
  }

  /// What somebody has drawn. What is wrong with it says the reader of rules files; here it is only
  /// made sure that all of it is there.
  ///
  /// @throws Problem if something is missing
  Drawing drawing() {
    try {
      return new Drawing(
          Optional.ofNullable(size).map(s -> new Drawing.Size(s.width(), s.height())),
          orEmpty(timeZone),
          ground.stream()
              .map(p -> new Drawing.MeasuredPlace(p.point(), p.metres(), orEmpty(p.preset())))
              .toList(),
          zones.stream()
              .map(
                  z ->
                      new Drawing.DrawnPlace(
                          z.id(),
                          z.kind(),
                          z.points(),
                          Optional.ofNullable(z.direction()),
                          orEmpty(z.preset())))
              .toList(),
          rules.stream().map(DrawingAnswer::drawing).toList());
    } catch (NullPointerException e) {
      // Whatever else records ask for, they ask for it in the document.
      throw Problem.badRequest("the drawing lacks something that the API document asks for");
    }
  }

  private static Drawing.AskedRule drawing(AskedAnswer rule) {
    return new Drawing.AskedRule(
        orEmpty(rule.id()),
        rule.event(),
        orEmpty(rule.zone()),
        orEmpty(rule.about()),
        rule.schedule().stream()
            .map(h -> new Drawing.Hours(orEmpty(h.days()), h.from(), h.to()))
            .toList(),
        orEmpty(rule.timeZone()),
        rule.settings(),
        orEmpty(rule.preset()));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// The schema `DrawingPreview`.
  record PreviewAnswer(
      List<RuleChangeAnswer> rules,
      List<ZoneChangeAnswer> zones,
      OptionalDouble errorM,
      boolean textKept) {

    static PreviewAnswer of(DrawingPreview preview) {
      return new PreviewAnswer(
          preview.rules().stream().map(RuleChangeAnswer::of).toList(),
          preview.places().stream().map(ZoneChangeAnswer::of).toList(),
          preview.error(),
          preview.textKept());
    }
  }

  record RuleChangeAnswer(
      String id,
      EventType event,
      String zone,
      DrawingPreview.Change change,
      String leftOut,
      Optional<RuleStanding.Mode> now,
      Optional<RuleStanding.Mode> then,
      Optional<String> act) {

    static RuleChangeAnswer of(DrawingPreview.RuleChange rule) {
      return new RuleChangeAnswer(
          rule.id(),
          rule.event(),
          rule.zone(),
          rule.change(),
          rule.leftOut(),
          rule.now(),
          rule.then(),
          rule.act());
    }
  }

  record ZoneChangeAnswer(
      String id,
      DrawingPreview.Change change,
      Optional<Double> least,
      Optional<Double> most,
      OptionalDouble squareMetres) {

    static ZoneChangeAnswer of(DrawingPreview.PlaceChange place) {
      return new ZoneChangeAnswer(
          place.id(),
          place.change(),
          place.shown().map(Resolution::least),
          place.shown().map(Resolution::most),
          place.squareMetres());
    }
  }
}
