package org.vigie.bench.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// An outcome for people and for programs.
final class Report {

  private final Outcome outcome;
  private final String configuration;

  Report(Outcome outcome, String configuration) {
    this.outcome = outcome;
    this.configuration = configuration;
  }

  /// The table of events, the counts, and each miss and false alarm.
  String text() {
    var text = new StringBuilder(table());
    counts(text);
    return text.append(wrongs()).append(summary()).toString();
  }

  /// The table of events alone.
  String table() {
    var text = new StringBuilder();
    text.append(
        line(
            "event", "clips", "expected", "found", "false", "precision", "recall", "first signal"));
    for (var tally : outcome.tallies()) {
      text.append(
          line(
              tally.event().name(),
              "" + tally.clips(),
              "" + tally.expected(),
              "" + tally.found(),
              "" + tally.falseAlarms(),
              share(tally.precision()),
              share(tally.recall()),
              first(tally)));
    }
    return text.toString();
  }

  /// Each miss, false alarm and error.
  String wrongs() {
    var text = new StringBuilder();
    for (var clip : outcome.clips()) {
      clip.verdict().misses().forEach(miss -> text.append(miss(clip, miss)));
      clip.verdict().falseAlarms().forEach(said -> text.append(falseAlarm(clip, said)));
    }
    outcome
        .errors()
        .forEach((clip, sentence) -> text.append("%nerror  %s: %s".formatted(clip, sentence)));
    return text.toString();
  }

  /// What was played and what it cost.
  String summary() {
    var text = new StringBuilder();
    text.append(
        "%n%d clips, %d pictures, %.2f ms of the eye's processor time a picture; configuration %s%n"
            .formatted(
                outcome.clips().size(),
                outcome.pictures(),
                outcome.eyeMsPerPicture(),
                configuration));
    return text.toString();
  }

  private static String line(
      String event,
      String clips,
      String expected,
      String found,
      String falses,
      String precision,
      String recall,
      String first) {
    return "%-17s %6s %9s %6s %6s %10s %7s  %s%n"
        .formatted(event, clips, expected, found, falses, precision, recall, first);
  }

  private static String share(OptionalDouble share) {
    return share.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", share.getAsDouble());
  }

  private static String first(Tally tally) {
    if (tally.unavailable() > 0) {
      return tally.unavailable() == tally.clips()
          ? "not available"
          : "not available in %d clips".formatted(tally.unavailable());
    }
    if (tally.medianS().isEmpty()) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "%.1f s (slowest %.1f s)",
        tally.medianS().getAsDouble(),
        tally.worstS().orElseThrow());
  }

  private void counts(StringBuilder text) {
    text.append(passages());
    for (var clip : outcome.clips()) {
      for (var one : clip.passages()) {
        text.append(
            "  %-28s %-12s %-8s %-8s %3d expected, %3d counted%n"
                .formatted(
                    clip.clip().name(),
                    one.line(),
                    word(one.kind().name()),
                    one.direction(),
                    one.expected(),
                    one.counted()));
      }
      for (var one : clip.presences()) {
        text.append(
            "  %-28s %-12s people at %5.1f s: %d expected, %s seen%n"
                .formatted(
                    clip.clip().name(),
                    one.zone(),
                    one.s(),
                    one.expected(),
                    one.counted().map(Object::toString).orElse("nothing")));
      }
    }
  }

  /// All passages over lines, in a line.
  String passages() {
    var passed = outcome.passed();
    return "%nLINE_COUNT: %d passages, %d counted, absolute error %d%n"
        .formatted(passed.expected(), passed.counted(), passed.error());
  }

  private static String miss(Evaluated clip, Expectation miss) {
    return "%nmiss   %s: %s%s from %.1f to %.1f s%s"
        .formatted(
            clip.clip().name(),
            miss.event(),
            where(miss.zone()),
            miss.fromS(),
            miss.toS(),
            clip.unavailable().containsKey(miss.event())
                ? ": " + clip.unavailable().get(miss.event())
                : "");
  }

  private static String falseAlarm(Evaluated clip, Said said) {
    return "%nfalse  %s: %s%s at %.1f s"
        .formatted(clip.clip().name(), said.event(), where(said.zone()), said.atS());
  }

  static String where(String zone) {
    return zone.isEmpty() ? "" : " in " + zone;
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// The same for programs: see design/accuracy.md.
  Map<String, @Nullable Object> fields() {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("events", events());
    fields.put("counts", countFields());
    fields.put("people", peopleFields());
    fields.put("line_count", passed());
    fields.put("clips", outcome.clips().size());
    fields.put("errors", outcome.errors());
    fields.put("frames", outcome.pictures());
    fields.put("cpu_ms_per_frame", rounded(outcome.eyeMsPerPicture()));
    fields.put("configuration", configuration);
    return fields;
  }

  /// The events alone, by name.
  Map<String, Map<String, @Nullable Object>> events() {
    var events = new LinkedHashMap<String, Map<String, @Nullable Object>>();
    outcome.tallies().forEach(tally -> events.put(tally.event().name(), event(tally)));
    return events;
  }

  private static Map<String, @Nullable Object> event(Tally tally) {
    var event = new LinkedHashMap<String, @Nullable Object>();
    event.put("expected", tally.expected());
    event.put("found", tally.found());
    event.put("false_alarms", tally.falseAlarms());
    event.put("precision", orNull(tally.precision()));
    event.put("recall", orNull(tally.recall()));
    event.put("first_signal_s", orNull(tally.medianS()));
    event.put("slowest_signal_s", orNull(tally.worstS()));
    event.put("clips", tally.clips());
    event.put("available", tally.unavailable() < tally.clips());
    return event;
  }

  private List<Map<String, @Nullable Object>> countFields() {
    var counts = new ArrayList<Map<String, @Nullable Object>>();
    for (var clip : outcome.clips()) {
      for (var one : clip.passages()) {
        var count = new LinkedHashMap<String, @Nullable Object>();
        count.put("clip", clip.clip().name());
        count.put("line", one.line());
        count.put("class", word(one.kind().name()));
        count.put("direction", one.direction());
        count.put("expected", one.expected());
        count.put("counted", one.counted());
        counts.add(count);
      }
    }
    return counts;
  }

  private List<Map<String, @Nullable Object>> peopleFields() {
    var people = new ArrayList<Map<String, @Nullable Object>>();
    for (var clip : outcome.clips()) {
      for (var one : clip.presences()) {
        var at = new LinkedHashMap<String, @Nullable Object>();
        at.put("clip", clip.clip().name());
        at.put("zone", one.zone());
        at.put("s", one.s());
        at.put("expected", one.expected());
        at.put("counted", one.counted().orElse(null));
        people.add(at);
      }
    }
    return people;
  }

  /// Passages over lines: all classes and directions.
  Map<String, @Nullable Object> passed() {
    var passed = outcome.passed();
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("expected", passed.expected());
    fields.put("counted", passed.counted());
    fields.put("absolute_error", passed.error());
    fields.put("precision", orNull(Tally.share(passed.right(), passed.counted())));
    fields.put("recall", orNull(Tally.share(passed.right(), passed.expected())));
    return fields;
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isEmpty() ? null : rounded(value.getAsDouble());
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
