package org.vigie.governance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.signing.Authorities;
import org.vigie.governance.signing.Digests;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.SourceKind;

/// Reads a folder of acts and holds each against the legal profile. Used once, by one thread.
final class ActFiles {

  private static final int LONGEST_TEXT = 2000;

  /// Every reel names its act in its header, which has room for so much.
  private static final int LONGEST_NUMBER = 200;

  private static final Duration USUAL_REVIEW_WINDOW = Duration.ofHours(12);
  private static final Set<String> RECORDING =
      Set.of(
          "act",
          "draft",
          "town",
          "profile",
          "number",
          "authority",
          "from",
          "until",
          "purposes",
          "perimeter",
          "cameras",
          "retention",
          "review_window",
          "justification",
          "norm",
          "sources");
  private static final Set<String> DETECTION =
      Set.of(
          "act",
          "draft",
          "town",
          "profile",
          "number",
          "authority",
          "from",
          "until",
          "events",
          "cameras",
          "zones");

  private enum Kind {
    RECORDING,
    DETECTION
  }

  private final LegalProfile profile;
  private final Authorities authorities;
  private final Map<String, Path> numbers = new HashMap<>();
  private final List<RecordingAct> recording = new ArrayList<>();
  private final List<DetectionAct> detection = new ArrayList<>();

  /// Of a town that knows no authority's key.
  ActFiles(LegalProfile profile) {
    this(profile, Authorities.none());
  }

  ActFiles(LegalProfile profile, Authorities authorities) {
    this.profile = profile;
    this.authorities = authorities;
  }

  Acts read(Path folder) throws BadInput {
    for (var file : files(folder)) {
      // Read once: what is signed is what is judged.
      var bytes = Document.bytes(file);
      var act = Document.parse(file, bytes);
      switch (act.get("act").word(Kind.class)) {
        case RECORDING -> recording.add(recordingAct(act, bytes));
        case DETECTION -> detection.add(detectionAct(act, bytes));
      }
    }
    return new Acts(recording, detection);
  }

  private ActOrigin origin(Document act, byte[] bytes) throws BadInput {
    var draft = act.find("draft");
    boolean isDraft = draft.isPresent() && draft.get().yes();
    var named = act.find("profile");
    if (named.isPresent() && !named.get().text().equals(profile.name())) {
      throw named
          .get()
          .wrong(
              "this act was decided under the profile %s, and the town's is %s"
                  .formatted(named.get().text(), profile.name()));
    }
    return new ActOrigin(
        String.valueOf(act.file().getFileName()),
        Digests.sha256(bytes),
        isDraft ? "" : authorities.checkAct(act, bytes),
        isDraft);
  }

  private static List<Path> files(Path folder) throws BadInput {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw BadInput.at(folder, 0, "cannot be listed: " + e.getMessage());
    }
  }

  private RecordingAct recordingAct(Document act, byte[] bytes) throws BadInput {
    act.fields(RECORDING);
    var from = act.get("from").instant();
    var retention = retention(act);
    return new RecordingAct(
        number(act),
        text(act.get("authority")),
        from,
        until(act, from),
        purposes(act.get("purposes")),
        text(act.get("perimeter")),
        cameras(act.get("cameras")),
        retention,
        reviewWindow(act, retention),
        justification(act, retention),
        norm(act),
        sources(act),
        origin(act, bytes));
  }

  private static Norm norm(Document act) throws BadInput {
    var norm = act.find("norm");
    return norm.isEmpty() ? RecordingAct.USUAL_NORM : norm.get().word(Norm.class);
  }

  private static Set<SourceKind> sources(Document act) throws BadInput {
    var kinds = EnumSet.noneOf(SourceKind.class);
    var list = act.find("sources");
    if (list.isPresent()) {
      for (var kind : list.get().list()) {
        kinds.add(kind.word(SourceKind.class));
      }
      if (kinds.isEmpty()) {
        throw list.get().wrong("names no kind of source: drone, body, or both");
      }
    }
    return kinds;
  }

  private DetectionAct detectionAct(Document act, byte[] bytes) throws BadInput {
    act.fields(DETECTION);
    if (!profile.allowsAnalysis()) {
      throw act.get("act")
          .wrong(
              "the profile %s allows no analysis: remove this act, or name a profile whose law allows it"
                  .formatted(profile.name()));
    }
    var from = act.get("from").instant();
    var until = until(act, from);
    var length = Duration.between(from, until);
    if (length.compareTo(profile.longestDetectionAct()) > 0) {
      throw act.get("until")
          .wrong(
              "the act would last %s, longer than the %s that the profile %s allows: end it sooner, and renew it by another act"
                  .formatted(
                      Durations.plain(length),
                      Durations.plain(profile.longestDetectionAct()),
                      profile.name()));
    }
    return new DetectionAct(
        number(act),
        text(act.get("authority")),
        from,
        until,
        events(act.get("events")),
        cameras(act.get("cameras")),
        zones(act.get("zones")),
        origin(act, bytes));
  }

  private String number(Document act) throws BadInput {
    var number = text(act.get("number"));
    if (number.length() > LONGEST_NUMBER) {
      throw act.get("number").wrong("should be at most " + LONGEST_NUMBER + " characters");
    }
    var other = numbers.put(number, act.file());
    if (other != null) {
      throw act.get("number").wrong("is already the number of the act in " + other);
    }
    return number;
  }

  private static Instant until(Document act, Instant from) throws BadInput {
    var until = act.get("until").instant();
    if (!until.isAfter(from)) {
      throw act.get("until").wrong("should be after from, which is " + from);
    }
    return until;
  }

  private static Set<Purpose> purposes(Document list) throws BadInput {
    var purposes = EnumSet.noneOf(Purpose.class);
    for (var purpose : list.list()) {
      purposes.add(purpose.word(Purpose.class));
    }
    if (purposes.isEmpty()) {
      throw list.wrong("names no purpose: name at least one of " + List.of(Purpose.values()));
    }
    return purposes;
  }

  private Set<EventType> events(Document list) throws BadInput {
    var events = EnumSet.noneOf(EventType.class);
    for (var event : list.list()) {
      var type = event.word(EventType.class);
      if (!profile.events().contains(type)) {
        throw event.wrong(
            "%s is not allowed by the profile %s, which allows %s"
                .formatted(type, profile.name(), EnumSet.copyOf(profile.events())));
      }
      events.add(type);
    }
    if (events.isEmpty()) {
      throw list.wrong("names no event: name at least one of " + EnumSet.copyOf(profile.events()));
    }
    return events;
  }

  private static CameraScope cameras(Document value) throws BadInput {
    if (isAll(value, "camera ids")) {
      return CameraScope.all();
    }
    var cameras = new HashSet<CameraId>();
    for (var camera : value.list()) {
      if (!CameraId.isValid(camera.text())) {
        throw camera.wrong(
            "'%s' is not a camera id: lower-case letters, digits and hyphens, at most 40"
                .formatted(camera.text()));
      }
      cameras.add(new CameraId(camera.text()));
    }
    if (cameras.isEmpty()) {
      throw value.wrong("names no camera: write all, or a list of camera ids");
    }
    return new CameraScope.Only(cameras);
  }

  private static Set<String> zones(Document value) throws BadInput {
    var zones = new HashSet<String>();
    if (!isAll(value, "ids of zones")) {
      for (var zone : value.list()) {
        zones.add(text(zone));
      }
      if (zones.isEmpty()) {
        throw value.wrong("names no zone: write all, or a list of ids of zones");
      }
    }
    return zones;
  }

  /// Whether a scope is the word `all`; any other single word is an error.
  private static boolean isAll(Document value, String members) throws BadInput {
    if (value.isList()) {
      return false;
    }
    if (!value.text().equals("all")) {
      throw value.wrong("should be all, or a list of " + members);
    }
    return true;
  }

  /// Without the key, as long as needs no justification.
  private Duration retention(Document act) throws BadInput {
    var given = act.find("retention");
    if (given.isEmpty()) {
      var usual = profile.justifyRetentionAbove();
      return usual.compareTo(profile.longestRetention()) < 0 ? usual : profile.longestRetention();
    }
    return within(given.get(), profile.longestRetention(), "that the profile " + profile.name());
  }

  private Duration reviewWindow(Document act, Duration retention) throws BadInput {
    var most =
        retention.compareTo(profile.longestReviewWindow()) < 0
            ? retention
            : profile.longestReviewWindow();
    var given = act.find("review_window");
    if (given.isEmpty()) {
      return USUAL_REVIEW_WINDOW.compareTo(most) < 0 ? USUAL_REVIEW_WINDOW : most;
    }
    return within(given.get(), most, "that the retention, or the profile " + profile.name() + ",");
  }

  private static Duration within(Document value, Duration most, String who) throws BadInput {
    var duration = value.duration();
    if (duration.isZero()) {
      throw value.wrong("should be longer than nothing");
    }
    if (duration.compareTo(most) > 0) {
      throw value.wrong(
          "%s is longer than the %s %s allows"
              .formatted(Durations.plain(duration), Durations.plain(most), who));
    }
    return duration;
  }

  private String justification(Document act, Duration retention) throws BadInput {
    var given = act.find("justification");
    if (given.isPresent()) {
      return text(given.get());
    }
    if (retention.compareTo(profile.justifyRetentionAbove()) > 0) {
      throw act.get("retention")
          .wrong(
              "%s is above %s, so the act needs a 'justification': why the footage must be kept that long"
                  .formatted(
                      Durations.plain(retention),
                      Durations.plain(profile.justifyRetentionAbove())));
    }
    return "";
  }

  private static String text(Document value) throws BadInput {
    var text = value.text();
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw value.wrong("should be text of 1 to " + LONGEST_TEXT + " characters");
    }
    return text;
  }
}
