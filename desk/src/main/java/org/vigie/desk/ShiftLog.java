package org.vigie.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;

/// The shift log (main courante): incidents with their timelines, bookmarks, and the note that one
/// shift leaves the next.
///
/// Every line is an entry of the ledger first. What people typed stands there and nowhere else, so
/// that it is erased in one place; lines are read together with it. Safe for any thread.
public final class ShiftLog {

  /// How far a moment may lie ahead of the wall clock: a browser's may be a little fast.
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private static final String WORDS = "note";

  private final SqlState state;
  private final Governance governance;
  private final Clocks clocks;
  // Held from before a line's entry until the line is written.
  private final ReentrantLock writing = new ReentrantLock();

  ShiftLog(SqlState state, Governance governance, Clocks clocks) {
    this.state = state;
    this.governance = governance;
    this.clocks = clocks;
    if (state.read(connection -> new SqlLog(connection).present()).isEmpty()) {
      begin();
    }
  }

  private void begin() {
    var now = clocks.wall();
    state.write(
        connection -> {
          var sql = new SqlLog(connection);
          sql.begin(sql.number("shift"), now);
          return true;
        });
  }

  /// Opens an incident.
  ///
  /// @param permit of the right JUDGE for the order's camera
  public Incident open(Permit permit, IncidentOrder order) throws Refused, DeskException {
    Wording.check(order.kind(), order.words());
    checkMoment(order.moment());
    writing.lock();
    try {
      if (order.alert().isPresent()) {
        alert(order.alert().get());
      }
      permit.use(Right.JUDGE, order.camera());
      long number = state.write(connection -> new SqlLog(connection).number("incident"));
      var facts = facts(permit, order.words());
      facts.put("incident", number);
      facts.put("of", order.kind());
      facts.put("camera", order.camera());
      facts.put("moment", order.moment());
      order.alert().ifPresent(alert -> facts.put("alert", alert));
      var line =
          enter(
              LineKind.OPENED,
              permit,
              facts,
              Optional.of(number),
              Optional.empty(),
              Optional.of(order.camera()),
              Optional.of(order.moment()),
              order.alert());
      state.write(
          connection -> {
            var sql = new SqlLog(connection);
            sql.open(number, order.kind(), order.moment(), line.at());
            return sql.add(line);
          });
      return incident(number);
    } finally {
      writing.unlock();
    }
  }

  /// Writes a line under an incident.
  ///
  /// @param permit of the right JUDGE for one of its cameras, or for the one that is added
  public Incident write(Permit permit, long number, LineOrder order) throws Refused, DeskException {
    Wording.check(order.kind(), order.words());
    writing.lock();
    try {
      var incident = incident(number);
      var next = next(incident, order.kind());
      var camera = camera(order);
      permit.use(Right.JUDGE, about(permit, incident));
      var facts = facts(permit, order.words());
      facts.put("incident", number);
      camera.ifPresent(id -> facts.put("camera", id));
      order.alert().ifPresent(alert -> facts.put("alert", alert));
      var line =
          enter(
              order.kind(),
              permit,
              facts,
              Optional.of(number),
              Optional.empty(),
              camera,
              Optional.empty(),
              order.alert());
      state.write(
          connection -> {
            var sql = new SqlLog(connection);
            sql.change(number, next, line.at());
            return sql.add(line);
          });
      return incident(number);
    } finally {
      writing.unlock();
    }
  }

  /// The status after such a line.
  private static Incident.Status next(Incident incident, LineKind kind) throws DeskException {
    boolean closed = incident.status() == Incident.Status.CLOSED;
    return switch (kind) {
      case NOTED -> incident.status();
      case REOPENED -> {
        if (!closed) {
          throw new DeskException.NotSo("Incident %d is not closed.".formatted(incident.number()));
        }
        yield Incident.Status.OPEN;
      }
      case TEAM_SENT, ON_SITE, CAMERA_ADDED, ALERT_LINKED, CLOSED -> {
        if (closed) {
          throw new DeskException.NotSo(
              "Incident %d is closed: open it again first.".formatted(incident.number()));
        }
        yield switch (kind) {
          case CLOSED -> Incident.Status.CLOSED;
          case ON_SITE -> Incident.Status.ON_SITE;
          default -> incident.status();
        };
      }
      case OPENED, BOOKMARKED, HANDED_OVER, ACKNOWLEDGED ->
          throw new DeskException.Incomplete("%s is no line of an incident.".formatted(kind));
    };
  }

  private Optional<CameraId> camera(LineOrder order) throws DeskException {
    return switch (order.kind()) {
      case CAMERA_ADDED -> {
        if (order.camera().isEmpty()) {
          throw new DeskException.Incomplete("Say which camera is added.");
        }
        yield order.camera();
      }
      case ALERT_LINKED -> {
        if (order.alert().isEmpty()) {
          throw new DeskException.Incomplete("Say which alert is linked.");
        }
        yield Optional.of(alert(order.alert().get()).camera());
      }
      default -> Optional.empty();
    };
  }

  /// A camera of the incident that the permit covers; the first one where it covers none, for the
  /// refusal.
  private static CameraId about(Permit permit, Incident incident) {
    var cameras = incident.cameras();
    return cameras.stream()
        .filter(permit.cameras()::contains)
        .findFirst()
        .orElse(cameras.getFirst());
  }

  /// Notes a moment of a camera's pictures that somebody wants to find again.
  ///
  /// @param permit of the right JUDGE for the camera
  public LogLine bookmark(
      Permit permit, CameraId camera, Instant moment, Optional<Long> incident, String words)
      throws Refused, DeskException {
    Wording.check(LineKind.BOOKMARKED, words);
    checkMoment(moment);
    writing.lock();
    try {
      if (incident.isPresent()) {
        incident(incident.get());
      }
      permit.use(Right.JUDGE, camera);
      var facts = facts(permit, words);
      facts.put("camera", camera);
      facts.put("moment", moment);
      incident.ifPresent(number -> facts.put("incident", number));
      var line =
          enter(
              LineKind.BOOKMARKED,
              permit,
              facts,
              incident,
              Optional.empty(),
              Optional.of(camera),
              Optional.of(moment),
              Optional.empty());
      state.write(connection -> new SqlLog(connection).add(line));
      return line.with(Optional.of(words));
    } finally {
      writing.unlock();
    }
  }

  /// Ends the present shift with a note for the next, which begins.
  ///
  /// @param permit of the right JUDGE for any camera
  /// @return the shift that has ended
  public Shift handOver(Permit permit, String words) throws Refused, DeskException {
    Wording.check(LineKind.HANDED_OVER, words);
    writing.lock();
    try {
      permit.use(Right.JUDGE);
      var shift = present();
      var facts = facts(permit, words);
      facts.put("shift", shift.number());
      facts.put("from", shift.began());
      facts.put("to", clocks.wall());
      var line = aboutShift(LineKind.HANDED_OVER, permit, facts, shift.number());
      state.write(
          connection -> {
            var sql = new SqlLog(connection);
            sql.add(line);
            sql.end(shift.number(), line.at());
            sql.begin(sql.number("shift"), line.at());
            return true;
          });
      return shift(shift.number());
    } finally {
      writing.unlock();
    }
  }

  /// Says that whoever took over has read the note of a shift that has ended.
  ///
  /// @param permit of the right JUDGE for any camera; of somebody else than who wrote the note
  public Shift acknowledge(Permit permit, long number) throws Refused, DeskException {
    writing.lock();
    try {
      var shift = shift(number);
      var note = shift.handedOver();
      if (note.isEmpty()) {
        throw new DeskException.NotSo(
            "Shift %d has not been handed over yet.".formatted(shift.number()));
      }
      if (shift.acknowledged().isPresent()) {
        throw new DeskException.NotSo(
            "The note of shift %d was acknowledged already, by %s."
                .formatted(number, shift.acknowledged().get().person()));
      }
      if (note.get().person().equals(permit.person())) {
        throw new DeskException.NotSo(
            "You wrote the note of shift %d: whoever takes over acknowledges it."
                .formatted(number));
      }
      permit.use(Right.JUDGE);
      var facts = facts(permit, "");
      facts.put("shift", number);
      var line = aboutShift(LineKind.ACKNOWLEDGED, permit, facts, number);
      state.write(connection -> new SqlLog(connection).add(line));
      return shift(number);
    } finally {
      writing.unlock();
    }
  }

  private LogLine aboutShift(LineKind kind, Permit permit, Map<String, Object> facts, long number) {
    return enter(
        kind,
        permit,
        facts,
        Optional.empty(),
        Optional.of(number),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static TreeMap<String, Object> facts(Permit permit, String words) {
    var facts = new TreeMap<String, Object>();
    facts.put("permit", permit.id());
    if (!words.isBlank()) {
      facts.put(WORDS, words.strip());
    }
    return facts;
  }

  /// Writes a line's entry, and returns the line to be written after it.
  private LogLine enter(
      LineKind kind,
      Permit permit,
      Map<String, Object> facts,
      Optional<Long> incident,
      Optional<Long> shift,
      Optional<CameraId> camera,
      Optional<Instant> moment,
      Optional<Long> alert) {
    long entry = governance.note(kind.entry(), permit.person(), facts);
    return new LogLine(
        0,
        clocks.wall(),
        kind,
        permit.person(),
        entry,
        incident,
        shift,
        camera,
        moment,
        alert,
        Optional.empty());
  }

  private void checkMoment(Instant moment) throws DeskException {
    if (moment.isAfter(clocks.wall().plus(MARGIN))) {
      throw new DeskException.Incomplete("The moment should not lie in the future.");
    }
  }

  private Alert alert(long id) throws DeskException {
    return state
        .read(connection -> new SqlAlerts(connection).find(id))
        .orElseThrow(() -> new DeskException.Unknown(id));
  }

  /// @throws DeskException.NoIncident if there is none, or it has ended
  public Incident incident(long number) throws DeskException {
    return state
        .read(connection -> new SqlLog(connection).find(number))
        .map(this::worded)
        .orElseThrow(() -> new DeskException.NoIncident(number));
  }

  /// Those that are not closed, newest first.
  public List<Incident> open(int limit) {
    return allWorded(state.read(connection -> new SqlLog(connection).open(limit)));
  }

  /// All, newest first.
  public List<Incident> newest(int limit) {
    return allWorded(state.read(connection -> new SqlLog(connection).newest(limit)));
  }

  /// Those about which something was written during a shift, oldest first.
  public List<Incident> incidents(Shift shift) {
    return allWorded(state.read(connection -> new SqlLog(connection).touched(shift.number())));
  }

  /// What was written during a shift, oldest first; its handover note is the last, what
  /// acknowledges it stands in the next.
  public List<LogLine> lines(Shift shift) {
    return state.read(connection -> new SqlLog(connection).lines(shift.number())).stream()
        .map(this::worded)
        .toList();
  }

  /// What became of alerts during a shift.
  public ShiftSums sums(Shift shift) {
    return state.read(connection -> new SqlLog(connection).sums(shift.began(), end(shift)));
  }

  private static Instant end(Shift shift) {
    return shift.ended().orElse(Instant.MAX);
  }

  /// The shift that has not ended.
  public Shift present() {
    return state
        .read(connection -> new SqlLog(connection).present())
        .orElseThrow(() -> new IllegalStateException("there is always a present shift"));
  }

  /// @throws DeskException.NoShift if there is none, or it has ended its term
  public Shift shift(long number) throws DeskException {
    return state
        .read(connection -> new SqlLog(connection).shift(number))
        .map(this::worded)
        .orElseThrow(() -> new DeskException.NoShift(number));
  }

  /// Newest first, the present one before all.
  public List<Shift> shifts(int limit) {
    return state.read(connection -> new SqlLog(connection).shifts(limit)).stream()
        .map(this::worded)
        .toList();
  }

  private List<Incident> allWorded(List<Incident> incidents) {
    return incidents.stream().map(this::worded).toList();
  }

  private Incident worded(Incident incident) {
    return new Incident(
        incident.number(),
        incident.kind(),
        incident.status(),
        incident.begun(),
        incident.opened(),
        incident.changed(),
        incident.timeline().stream().map(this::worded).toList());
  }

  private Shift worded(Shift shift) {
    return new Shift(
        shift.number(),
        shift.began(),
        shift.ended(),
        shift.handedOver().map(this::worded),
        shift.acknowledged());
  }

  private LogLine worded(LogLine line) {
    return line.with(
        governance
            .ledger()
            .find(line.entry())
            .map(recorded -> recorded.entry().facts().get(WORDS))
            .filter(String.class::isInstance)
            .map(String.class::cast));
  }

  /// Deletes what is older than words are kept: closed incidents, bookmarks, shifts, and what was
  /// typed with verdicts. That it was done is an entry first.
  ///
  /// @return how many incidents, lines, shifts and notes have ended
  public long endOld(Instant now) {
    var limit = now.minus(governance.freeText().kept());
    writing.lock();
    try {
      var old = state.read(connection -> new SqlLog(connection).old(limit));
      if (old.isNothing()) {
        return 0;
      }
      governance.note(
          "log.ended",
          Actors.VIGIE,
          Map.of(
              "before", limit,
              "incidents", old.incidents(),
              "lines", old.lines(),
              "shifts", old.shifts(),
              "verdict_notes", old.notes()));
      state.write(
          connection -> {
            new SqlLog(connection).endOld(limit);
            return true;
          });
      return old.incidents() + old.lines() + old.shifts() + old.notes();
    } finally {
      writing.unlock();
    }
  }
}
