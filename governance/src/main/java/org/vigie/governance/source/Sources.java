package org.vigie.governance.source;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.Actors;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;
import org.vigie.model.SourceKind;

/// Which drones and worn cameras film now. Each is opened by a person, with a reason, for a stated
/// time, under an act that is about such sources; the opening is in the ledger before it holds, and
/// its end holds at once and is written within a second. What was open when Vigie stopped goes on
/// after a restart, until its time: a program that fails must not end a flight's recording. Safe
/// for
/// any thread; whether a source is open is answered without waiting.
public final class Sources {

  static final String OPENED = "source.opened";
  static final String CLOSED = "source.closed";
  static final String REFUSED = "source.refused";
  static final String IMPORT_BEGAN = "source.import-began";
  static final String IMPORTED = "source.imported";

  /// No configuration lets a source be open for longer at once.
  public static final Duration LONGEST = Duration.ofHours(12);

  public static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final int SHORTEST_REASON = 3;
  private static final int LONGEST_REASON = 500;
  private static final Logger LOG = System.getLogger(Sources.class.getName());

  private final Ledger ledger;
  private final SourceLaw law;
  private final Clocks clocks;
  private final Set<CameraId> importing = new HashSet<>();
  private final Map<CameraId, SourceOpening> open = new ConcurrentHashMap<>();
  private volatile Map<CameraId, TimedSource> known = Map.of();
  private boolean adopted;

  /// For [org.vigie.governance.Governance].
  public Sources(Ledger ledger, SourceLaw law, Clocks clocks) {
    this.ledger = ledger;
    this.law = law;
    this.clocks = clocks;
  }

  /// Takes an entry of the ledger into account.
  public synchronized void fold(Recorded recorded) {
    var entry = recorded.entry();
    if (!CameraId.isValid(entry.text("camera"))) {
      return;
    }
    var camera = new CameraId(entry.text("camera"));
    switch (entry.kind()) {
      case OPENED -> {
        var until = Instant.parse(entry.text("until"));
        var opening =
            new SourceOpening(
                entry.text("opening"),
                camera,
                entry.actor(),
                entry.text("reason"),
                entry.text("act"),
                recorded.at(),
                until,
                Duration.ZERO);
        open.put(camera, opening);
      }
      case CLOSED -> open.remove(camera);
      default -> {}
    }
  }

  /// Puts the configuration's sources in force, and gives what was open before the start the time
  /// that it has left.
  public synchronized void adopt(List<TimedSource> declared) {
    var next = new HashMap<CameraId, TimedSource>();
    declared.forEach(source -> next.put(source.camera(), source));
    known = Map.copyOf(next);
    adopted = true;
    open.replaceAll(
        (camera, one) -> {
          var left = Duration.between(law.latest(), one.until());
          var bounded = left.compareTo(LONGEST) > 0 ? LONGEST : left;
          return new SourceOpening(
              one.id(),
              camera,
              one.person(),
              one.reason(),
              one.act(),
              one.at(),
              one.until(),
              clocks.elapsed().plus(bounded));
        });
    round();
  }

  /// Those of the configuration, by camera.
  public List<TimedSource> list() {
    return List.copyOf(new TreeMap<>(byName(known)).values());
  }

  private static Map<String, TimedSource> byName(Map<CameraId, TimedSource> sources) {
    var named = new HashMap<String, TimedSource>();
    sources.values().forEach(source -> named.put(source.camera().value(), source));
    return named;
  }

  /// Nothing for a camera that stands where it stands.
  public Optional<TimedSource> find(CameraId camera) {
    return Optional.ofNullable(known.get(camera));
  }

  public Optional<SourceKind> kind(CameraId camera) {
    return find(camera).map(TimedSource::kind);
  }

  /// How a source is open now; nothing while it is not.
  public Optional<SourceOpening> opening(CameraId camera) {
    return Optional.ofNullable(open.get(camera)).filter(one -> over(one).isEmpty());
  }

  /// How much longer it is open; never negative.
  public Duration left(SourceOpening opening) {
    var left = opening.deadline().minus(clocks.elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Whether a camera is a source that is not open: then nothing of it is recorded or shown as it
  /// comes.
  public boolean isShut(CameraId camera) {
    return known.containsKey(camera) && opening(camera).isEmpty();
  }

  private Optional<SourceEnd> over(SourceOpening opening) {
    var source = known.get(opening.camera());
    if (source == null || !source.streams()) {
      return Optional.of(SourceEnd.CONFIGURATION);
    }
    if (clocks.elapsed().compareTo(opening.deadline()) >= 0
        || !law.latest().isBefore(opening.until())) {
      return Optional.of(SourceEnd.EXPIRED);
    }
    return law.act(opening.camera()).isEmpty() ? Optional.of(SourceEnd.ACT) : Optional.empty();
  }

  /// Has a source film. In the ledger before it holds.
  ///
  /// @param reason a few words
  /// @param length at most what the configuration says of the source
  /// @throws Refused with what speaks against it; that is in the ledger
  public synchronized SourceOpening open(
      String person, CameraId camera, String reason, Duration length) throws Refused {
    round();
    var facts = new HashMap<String, Object>();
    facts.put("camera", camera);
    facts.put("length", length);
    facts.put("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    var source = known.get(camera);
    if (source == null || !source.streams()) {
      throw refuse(person, facts, "Camera " + camera + " is no source that is opened.");
    }
    if (!Actors.isPerson(person) || !law.mayOpen(person, camera)) {
      throw refuse(person, facts, "You do not hold the right STEER for camera " + camera + ".");
    }
    var act = law.act(camera);
    if (act.isEmpty()) {
      throw refuse(
          person,
          facts,
          "No recording act that is about sources of this kind (%s) covers %s now."
              .formatted(source.kind(), camera));
    }
    if (reason.strip().length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
      throw refuse(person, facts, "Say in a few words why it is to film.");
    }
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(source.longest()) > 0) {
      throw refuse(
          person,
          facts,
          "It may be opened for 1 to %d minutes at once.".formatted(source.longest().toMinutes()));
    }
    if (opening(camera).isPresent()) {
      throw refuse(person, facts, "It is open already; end it first.");
    }
    if (importing.contains(camera)) {
      throw refuse(person, facts, "A file of it is being taken in; open it afterwards.");
    }
    var now = law.latest();
    var opening =
        new SourceOpening(
            RandomIds.hex(8),
            camera,
            person,
            reason.strip(),
            act.get().number(),
            now,
            now.plus(length),
            clocks.elapsed().plus(length));
    facts.put("opening", opening.id());
    facts.put("kind", source.kind());
    facts.put("act", opening.act());
    facts.put("until", opening.until());
    ledger.append(new Entry(OPENED, person, facts));
    open.put(camera, opening);
    return opening;
  }

  private Refused refuse(String person, Map<String, Object> facts, String why) {
    facts.put("why", why);
    ledger.append(new Entry(REFUSED, person, facts));
    return new Refused(why);
  }

  /// Whether a person may end it: who opened it, and whoever may stop that camera.
  public boolean mayEnd(String person, SourceOpening opening) {
    return opening.person().equals(person)
        || law.mayOpen(person, opening.camera())
        || law.mayEnd(person, opening.camera());
  }

  /// Ends it at once, before it is written: not to film is always safe.
  ///
  /// @return whether it was open
  /// @throws Refused if the person may not; that is in the ledger
  public synchronized boolean close(String person, CameraId camera) throws Refused {
    round();
    var opening = open.get(camera);
    if (opening == null) {
      return false;
    }
    if (!mayEnd(person, opening)) {
      var facts = new HashMap<String, Object>(Map.of("camera", camera, "opening", opening.id()));
      throw refuse(person, facts, "You may not end what " + opening.person() + " has opened.");
    }
    end(opening, person, SourceEnd.CLOSED);
    return true;
  }

  /// A file of a source is about to be taken in; in the ledger before this returns. Whoever calls
  /// says when it is done.
  ///
  /// @param facts of the file
  /// @throws Refused if it films now, or another file of it is being taken in
  public synchronized void beginImport(String person, CameraId camera, Map<String, Object> facts)
      throws Refused {
    round();
    var all = new HashMap<>(facts);
    all.put("camera", camera);
    if (opening(camera).isPresent() || importing.contains(camera)) {
      throw refuse(person, all, "It films now, or a file of it is being taken in: wait or end it.");
    }
    ledger.append(new Entry(IMPORT_BEGAN, person, all));
    importing.add(camera);
  }

  /// It is done, or has failed.
  ///
  /// @param facts of what came of it
  public synchronized void endImport(String person, CameraId camera, Map<String, Object> facts) {
    importing.remove(camera);
    var all = new HashMap<>(facts);
    all.put("camera", camera);
    ledger.append(new Entry(IMPORTED, person, all));
  }

  /// Writes down what has ended by itself; called every second, and before everything else here.
  public synchronized void round() {
    if (!adopted) {
      // What the configuration says is not known yet.
      return;
    }
    for (var opening : List.copyOf(open.values())) {
      over(opening).ifPresent(why -> end(opening, Actors.VIGIE, why));
    }
  }

  private void end(SourceOpening opening, String actor, SourceEnd why) {
    open.remove(opening.camera());
    try {
      ledger.append(
          new Entry(
              CLOSED,
              actor,
              Map.of("opening", opening.id(), "camera", opening.camera(), "why", why)));
    } catch (LedgerUnavailable e) {
      // The next start reads that it was opened and until when, and writes its end.
      LOG.log(Level.ERROR, "source {0} has ended and that could not be written down", opening.id());
    }
  }
}
