package org.vigie.custody.program;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vigie.custody.Checkpoint;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.OpeningRequest;
import org.vigie.verify.footage.Header;

/// A request in plain words, in one language and one zone; the same on the command line and on the
/// page. What the keys would open is read from the reels' own headers, not from the request's
/// words.
final class RequestWords {

  private final OpeningRequest request;
  private final Times times;
  private final Lang lang;

  RequestWords(OpeningRequest request, Times times) {
    this.request = request;
    this.times = times;
    this.lang = times.lang();
  }

  /// One line: which cameras, when, for whom.
  String title() {
    var cameras = cameras();
    return switch (lang) {
      case EN -> "%s, %s, asked by %s".formatted(cameras, span(), Plain.text(request.person()));
      case FR -> "%s, %s, demandée par %s".formatted(cameras, span(), Plain.text(request.person()));
    };
  }

  private String span() {
    var length = times.length(Duration.between(request.from(), request.to()));
    return switch (lang) {
      case EN -> "%s from %s".formatted(length, times.full(request.from()));
      case FR -> "%s à partir du %s".formatted(length, times.full(request.from()));
    };
  }

  /// All that it says, by name; a name may have several lines.
  ///
  /// @param set the custodians it asks, if the program knows them
  /// @param self whose program it is, if that is known
  Map<Label, List<String>> lines(Optional<CustodianSet> set, Optional<Custodian> self)
      throws CustodyRefused {
    var lines = new LinkedHashMap<Label, List<String>>();
    lines.put(Label.PERSON, List.of(Plain.text(request.person())));
    lines.put(Label.REASON, List.of(Plain.text(request.reason())));
    lines.put(Label.USE, List.of(use()));
    lines.put(Label.CAMERAS, List.of(cameras()));
    lines.put(Label.FROM, List.of(times.full(request.from())));
    lines.put(Label.TO, List.of(to()));
    lines.put(Label.KEYS, keys(request.reels()));
    lines.put(Label.ASKED, List.of(times.full(request.asked())));
    lines.put(Label.UNTIL, List.of(until()));
    lines.put(Label.TOWN, List.of(Plain.text(request.town())));
    lines.put(Label.NUMBER, List.of(Plain.text(request.number())));
    set.ifPresent(known -> lines.put(Label.SET, List.of(members(known, self))));
    lines.put(Label.LEDGER, List.of(ledger()));
    lines.put(Label.FINGERPRINT, List.of(Fingerprints.of(request.hash())));
    return lines;
  }

  private String cameras() {
    return request.cameras().stream().sorted().map(Plain::text).collect(Collectors.joining(", "));
  }

  private String use() {
    return switch (request.use()) {
      case PLAYBACK ->
          switch (lang) {
            case EN -> "to look at it, masked or clear as that person's rights say";
            case FR -> "visionner, masqué ou en clair selon les droits de cette personne";
          };
      case EXPORT ->
          switch (lang) {
            case EN -> "to take a copy out of Vigie and hand it over";
            case FR -> "en sortir une copie de Vigie et la remettre";
          };
    };
  }

  private String to() {
    var length = times.length(Duration.between(request.from(), request.to()));
    return "%s (%s)".formatted(times.full(request.to()), length);
  }

  private String until() {
    var length = times.length(Duration.between(request.asked(), request.until()));
    return switch (lang) {
      case EN ->
          "%s, %s after it was asked; then everything opened is wiped"
              .formatted(times.full(request.until()), length);
      case FR ->
          "%s, soit %s après la demande ; tout ce qui a été ouvert est alors effacé"
              .formatted(times.full(request.until()), length);
    };
  }

  private String members(CustodianSet set, Optional<Custodian> self) {
    var you = lang == Lang.FR ? " (vous)" : " (you)";
    var names =
        set.members().stream()
            .map(member -> member.person() + (self.filter(member::equals).isPresent() ? you : ""))
            .collect(Collectors.joining(", "));
    return switch (lang) {
      case EN -> "set %d: %s; any two of them".formatted(set.number(), names);
      case FR -> "groupe %d : %s ; deux d'entre eux suffisent".formatted(set.number(), names);
    };
  }

  private String ledger() {
    var named = Checkpoint.of(request.checkpoint());
    var origin = named.map(Checkpoint::origin).map(Plain::text).orElse("-");
    long size = named.map(Checkpoint::size).orElse(0L);
    return named.isEmpty()
        ? "-"
        : switch (lang) {
          case EN -> "%s, %d entries".formatted(origin, size);
          case FR -> "%s, %d entrées".formatted(origin, size);
        };
  }

  /// By camera and act, what the reels say of themselves. Each ends with its hour of UTC.
  private List<String> keys(List<Header> reels) {
    var groups = new TreeMap<String, List<Header>>();
    for (var reel : reels) {
      groups
          .computeIfAbsent(reel.camera() + "\n" + reel.act(), none -> new ArrayList<>())
          .add(reel);
    }
    return groups.values().stream().map(this::group).toList();
  }

  private String group(List<Header> reels) {
    var starts = reels.stream().map(RequestWords::start).sorted().toList();
    var end = starts.getLast().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    var camera = Plain.text(reels.getFirst().camera());
    var act = Plain.text(reels.getFirst().act());
    return switch (lang) {
      case EN ->
          "%s: %d %s, between %s and at the latest %s, made under act %s"
              .formatted(
                  camera,
                  reels.size(),
                  reels.size() == 1 ? "recording" : "recordings",
                  times.full(starts.getFirst()),
                  times.full(end),
                  act);
      case FR ->
          "%s : %d %s, du %s au plus tard au %s, au titre de l'acte %s"
              .formatted(
                  camera,
                  reels.size(),
                  reels.size() == 1 ? "enregistrement" : "enregistrements",
                  times.full(starts.getFirst()),
                  times.full(end),
                  act);
    };
  }

  private static Instant start(Header reel) {
    return Instant.EPOCH.plus(reel.startMicros(), ChronoUnit.MICROS);
  }
}
