package org.vigie.governance.viewing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.Span;

/// The entries that viewing is folded from, and those that are made of it. Never changes.
final class ViewingEntries {

  static final String LIMITS = "viewing.limits";
  static final String NOTICED = "viewing.noticed";
  static final String ANSWERED = "viewing.answered";
  static final String REFUSED = "viewing.refused";
  static final String ALERT = "alert.raised";

  private static final String GRANTED = "permit.granted";
  private static final String LIFTED = "lift.granted";
  private static final String NOT_GRANTED = "permit.refused";

  private static final Map<String, Asked.Use> USES =
      Map.of(
          Right.PLAY_BACK.name(), Asked.Use.LOOKED,
          Right.ATTEND.name(), Asked.Use.LOOKED,
          Right.EXPORT.name(), Asked.Use.COPIED,
          Right.ANSWER_ACCESS.name(), Asked.Use.IN_CASE);

  private ViewingEntries() {}

  /// Whether the fold looks into entries of a kind; of the others it only wants the time.
  static boolean tell(String kind) {
    return kind.equals(GRANTED)
        || kind.equals(LIFTED)
        || kind.equals(ALERT)
        || kind.equals(LIMITS)
        || isRefusal(kind);
  }

  /// Somebody of the town was refused something. Signing in is left out: whose hand mistypes a
  /// password is not known. So is `access.refused`: there the town refuses somebody outside.
  static boolean isRefusal(String kind) {
    return (kind.endsWith(".refused") || kind.equals("access.denied"))
        && !kind.startsWith("session.")
        && !kind.equals("access.refused");
  }

  /// Footage that somebody was given leave to see or copy, or a camera that they saw clear.
  static Optional<Asked> asked(Recorded recorded) {
    var entry = recorded.entry();
    return switch (entry.kind()) {
      case GRANTED -> footage(recorded, entry);
      case LIFTED -> lift(recorded, entry);
      default -> Optional.empty();
    };
  }

  private static Optional<Asked> lift(Recorded recorded, Entry entry) {
    boolean live = Boolean.TRUE.equals(entry.facts().get("live"));
    var from = live ? Optional.of(recorded.at()) : instant(entry.text("from"));
    var to = instant(entry.text(live ? "until" : "to"));
    if (from.isEmpty() || to.isEmpty() || from.get().isAfter(to.get())) {
      return Optional.empty();
    }
    long alert = number(entry, "alert");
    return Optional.of(
        new Asked(
            recorded.index(),
            recorded.at(),
            List.of(entry.text("camera")),
            new Span(from.get(), to.get()),
            alert < 0 ? "" : "alert " + alert,
            live ? Asked.Use.CLEAR_LIVE : Asked.Use.CLEAR));
  }

  /// A refusal as people come to one by asking. Left out is what asks by itself, again and again: a
  /// live picture that waits for its act, and what was running when its permit ended.
  static boolean isAskedAndRefused(Entry entry) {
    return isRefusal(entry.kind())
        && (!entry.kind().equals(NOT_GRANTED)
            || !List.of("", Right.VIEW_LIVE.name()).contains(entry.text("right")));
  }

  /// The footage of a permit that was made or refused.
  static Optional<Asked> footage(Recorded recorded, Entry entry) {
    var use = USES.get(entry.text("right"));
    if (use == null) {
      return Optional.empty();
    }
    if (entry.facts().get("reason") instanceof Map<?, ?>) {
      // Its reason was erased: what it was for cannot be told any more, and nobody is to be asked
      // about it.
      return Optional.empty();
    }
    var from = instant(entry.text("from"));
    var to = instant(entry.text("to"));
    if (from.isEmpty() || to.isEmpty() || from.get().isAfter(to.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Asked(
            recorded.index(),
            recorded.at(),
            texts(entry.facts().get("cameras")),
            new Span(from.get(), to.get()),
            entry.text("reason").strip(),
            use));
  }

  static Map<String, Object> facts(ViewingLimits limits) {
    return Map.of(
        "cameras_per_hour", limits.camerasPerHour(),
        "night_from", limits.nightFrom().toString(),
        "night_to", limits.nightTo().toString(),
        "same_place_per_day", limits.samePlacePerDay(),
        "followed_cameras", limits.followedCameras(),
        "followed_gap", limits.followedGap(),
        "short_reason_letters", limits.shortReasonLetters(),
        "same_reason_per_month", limits.sameReasonPerMonth(),
        "refusals_per_hour", limits.refusalsPerHour(),
        "zone", limits.zone().getId());
  }

  static ViewingLimits limits(Entry entry) {
    return new ViewingLimits(
        (int) number(entry, "cameras_per_hour"),
        LocalTime.parse(entry.text("night_from")),
        LocalTime.parse(entry.text("night_to")),
        (int) number(entry, "same_place_per_day"),
        (int) number(entry, "followed_cameras"),
        Duration.parse(entry.text("followed_gap")),
        (int) number(entry, "short_reason_letters"),
        (int) number(entry, "same_reason_per_month"),
        (int) number(entry, "refusals_per_hour"),
        ZoneId.of(entry.text("zone")));
  }

  static Map<String, Object> facts(Noticed noticed) {
    return Map.of(
        "what", noticed.kind(),
        "person", noticed.person(),
        "cameras", noticed.cameras(),
        "from", noticed.from(),
        "to", noticed.to(),
        "times", noticed.times(),
        "entries", noticed.entries());
  }

  static Noticed noticed(Entry entry) {
    return new Noticed(
        ViewingKind.valueOf(entry.text("what")),
        entry.text("person"),
        texts(entry.facts().get("cameras")),
        Instant.parse(entry.text("from")),
        Instant.parse(entry.text("to")),
        number(entry, "times"),
        entry.facts().get("entries") instanceof List<?> list
            ? list.stream().filter(Long.class::isInstance).map(Long.class::cast).toList()
            : List.of());
  }

  static long number(Entry entry, String fact) {
    return entry.facts().get(fact) instanceof Long number ? number : -1;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> members
        ? members.stream().map(Object::toString).toList()
        : List.of();
  }
}
