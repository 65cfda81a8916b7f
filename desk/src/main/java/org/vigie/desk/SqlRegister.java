package org.vigie.desk;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.Signal;

/// The follow-up register (R19): each alert, who saw it first, the verdict and its reason.
///
/// One change at a time: durable, then in the ledger, then announced. Only a verdict, which is a
/// person's act, is in the ledger before it is in the register; an alert is worth more on a screen
/// without its entry than not at all, and gets the entry later. Safe for any thread.
final class SqlRegister implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SqlRegister.class.getName());

  private final SqlState state;
  private final Governance governance;
  private final Duration grouping;
  private final BiPredicate<CameraId, String> shadow;
  private final Clocks clocks;
  private final Announcer announcer;
  // Held from before a change is written until it is announced, so that listeners hear changes in
  // their order.
  private final ReentrantLock changing = new ReentrantLock();

  /// @param shadow whether a rule's signals are kept from operators
  SqlRegister(
      SqlState state,
      Governance governance,
      Duration grouping,
      BiPredicate<CameraId, String> shadow,
      Clocks clocks) {
    this.state = state;
    this.governance = governance;
    this.grouping = grouping;
    this.shadow = shadow;
    this.clocks = clocks;
    this.announcer = new Announcer(this::present);
    enterIntoLedger();
  }

  /// Keeps one signal: as a count, in an alert that waits, or as a new alert.
  void keep(Signal signal) {
    changing.lock();
    try {
      if (signal.event().raisesAlerts()) {
        var alert = state.write(connection -> raiseOrJoin(connection, signal));
        enterIntoLedger();
        announce(alert);
      } else {
        state.write(
            connection -> {
              new SqlSignals(connection).count(signal);
              return true;
            });
      }
    } finally {
      changing.unlock();
    }
  }

  /// What is raised in shadow no operator hears of.
  private void announce(Alert alert) {
    if (!alert.shadow()) {
      announcer.changed(alert);
    }
  }

  private Alert raiseOrJoin(Connection connection, Signal signal) throws SQLException {
    var alerts = new SqlAlerts(connection);
    boolean inShadow = shadow.test(signal.camera(), signal.rule());
    var waiting =
        grouping.isZero()
            ? null
            : alerts.waiting(signal, signal.at().minus(grouping), inShadow).orElse(null);
    long alert;
    if (waiting == null) {
      alert = alerts.raise(signal, clocks.wall(), inShadow);
    } else {
      alert = waiting;
      alerts.join(alert, signal);
    }
    new SqlSignals(connection).add(alert, signal);
    return alerts.find(alert).orElseThrow();
  }

  /// Writes the ledger entries of alerts that have none: of the one just raised, and of any for
  /// which it failed or that a sudden end left without.
  private void enterIntoLedger() {
    try {
      for (var alert : state.write(connection -> new SqlAlerts(connection).unledgered())) {
        long index = governance.note("alert.raised", Actors.VIGIE, facts(alert));
        state.write(
            connection -> {
              new SqlAlerts(connection).ledgered(alert.id(), index);
              return true;
            });
      }
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "An alert is not in the ledger yet; tried again with the next: {0}",
          e.getMessage());
    }
  }

  /// Notes who opened an alert first; later ones change nothing.
  Alert seen(String person, long id) throws DeskException {
    changing.lock();
    try {
      var alert = find(id);
      if (alert.seen().isPresent()) {
        return alert;
      }
      governance.note("alert.seen", person, facts(alert));
      var now = clocks.wall();
      return change(id, alerts -> alerts.seen(id, person, now));
    } finally {
      changing.unlock();
    }
  }

  /// Alerts that wait and that nobody has opened, but those that were escalated.
  List<Alert> unseen() {
    return state.read(connection -> new SqlAlerts(connection).unseen());
  }

  /// Brings an alert to the supervisors, if still nobody has opened it; in the ledger first.
  void escalate(long id, Duration waited) {
    changing.lock();
    try {
      var found = state.read(connection -> new SqlAlerts(connection).find(id));
      if (found.isEmpty() || !found.get().isWaiting() || found.get().seen().isPresent()) {
        return;
      }
      var facts = facts(found.get());
      facts.put("waited_seconds", waited.toSeconds());
      governance.note("alert.escalated", Actors.VIGIE, facts);
      var now = clocks.wall();
      var unused = change(id, alerts -> alerts.escalated(id, now));
    } finally {
      changing.unlock();
    }
  }

  Alert confirm(Permit permit, long id, String reason, String note) throws Refused, DeskException {
    Wording.check(reason, note);
    return judge(
        permit,
        id,
        "alert.confirmed",
        Map.of(),
        now -> new Verdict.Confirmed(permit.person(), now, reason, note));
  }

  Alert dismiss(Permit permit, long id, DismissReason reason, String note)
      throws Refused, DeskException {
    Wording.check(reason, note);
    return judge(
        permit,
        id,
        "alert.dismissed",
        Map.of("reason", reason),
        now -> new Verdict.Dismissed(permit.person(), now, reason, note));
  }

  /// Makes a verdict once what it decides about is known to wait.
  private interface Verdicts {
    Verdict at(Instant now);
  }

  private Alert judge(
      Permit permit, long id, String kind, Map<String, Object> more, Verdicts verdicts)
      throws Refused, DeskException {
    changing.lock();
    try {
      var alert = find(id);
      if (!alert.isWaiting()) {
        throw new DeskException.Judged(alert);
      }
      permit.use(Right.JUDGE, alert.camera());
      var facts = facts(alert);
      facts.putAll(more);
      facts.put("permit", permit.id());
      governance.note(kind, permit.person(), facts);
      var verdict = verdicts.at(clocks.wall());
      return change(id, alerts -> alerts.judge(alert, verdict));
    } finally {
      changing.unlock();
    }
  }

  /// Notes what became of an alert's clip. An alert that is not known, as after an older state was
  /// put back, has none to note.
  void clip(long id, AlertClip clip) {
    changing.lock();
    try {
      if (state.read(connection -> new SqlAlerts(connection).find(id)).isPresent()) {
        var unused = write(id, connection -> new SqlClips(connection).set(id, clip));
      }
    } finally {
      changing.unlock();
    }
  }

  private interface Change {
    void on(Connection connection) throws SQLException;
  }

  private Alert change(long id, AlertChange change) {
    return write(id, connection -> change.on(new SqlAlerts(connection)));
  }

  private interface AlertChange {
    void on(SqlAlerts alerts) throws SQLException;
  }

  private Alert write(long id, Change change) {
    var changed =
        state.write(
            connection -> {
              change.on(connection);
              return new SqlAlerts(connection).find(id).orElseThrow();
            });
    announce(changed);
    return changed;
  }

  private static Map<String, Object> facts(Alert alert) {
    var facts = new TreeMap<String, Object>();
    facts.put("alert", alert.id());
    facts.put("camera", alert.camera());
    facts.put("event", alert.event());
    facts.put("rule", alert.rule());
    facts.put("zone", alert.zone());
    facts.put("at", alert.at());
    facts.put("confidence_percent", Math.round(alert.confidence() * 100));
    if (alert.shadow()) {
      facts.put("shadow", true);
    }
    return facts;
  }

  Alert find(long id) throws DeskException {
    return state
        .read(connection -> new SqlAlerts(connection).find(id))
        .orElseThrow(() -> new DeskException.Unknown(id));
  }

  List<Alert> list(AlertQuery query) {
    return state.read(connection -> new SqlAlerts(connection).list(query));
  }

  Listening listen(AlertListener listener) {
    return announcer.listen(listener);
  }

  /// Every alert that waits and the newest others, newest first.
  private List<Alert> present(Runnable whileNothingChanges) {
    changing.lock();
    try {
      var alerts = new ArrayList<>(list(AlertQuery.NEWEST.states(Set.of(Alert.State.WAITING))));
      alerts.addAll(
          list(
              AlertQuery.NEWEST
                  .states(Set.of(Alert.State.CONFIRMED, Alert.State.DISMISSED))
                  .limit(AlertListener.RECENT)));
      alerts.sort(Comparator.comparing(Alert::at).thenComparing(Alert::id).reversed());
      whileNothingChanges.run();
      return alerts;
    } finally {
      changing.unlock();
    }
  }

  @Override
  public void close() {
    announcer.close();
  }
}
