package org.vigie.desk;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.desk.outside.OutsideSignals;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.Observation;
import org.vigie.model.ObservationSink;
import org.vigie.model.Signal;
import org.vigie.rules.Presets;
import org.vigie.rules.RuleBook;

/// Drives the rules of all cameras, brings signals to humans as alerts, and keeps their verdicts.
///
/// An alert is on disk before anyone hears of it, and what waited before a restart waits after it.
/// Safe for any thread. Owns its database; closed by whoever opened it, before governance.
public final class Desk implements ObservationSink, AutoCloseable {

  /// How many signals wait for a database that cannot be written, before the oldest are lost.
  static final int MOST_UNKEPT = 10_000;

  /// Track ids of a camera that says nothing end after this and at most as long again.
  private static final Duration QUIET = Duration.ofSeconds(20);

  /// An hour.
  private static final int ROUNDS_BETWEEN_REVIEWS = 180;

  private static final System.Logger LOG = System.getLogger(Desk.class.getName());

  private final SqlState state;
  private final SqlRegister register;
  private final Clips clips;
  private final FieldSteps fieldSteps;
  private final Commissioning commissioning;
  private final ShiftLog log;
  private final Snoozes snoozes;
  private final Escalation escalation;
  private final OutsideSignals outside;
  private final Governance governance;
  private final Clocks clocks;
  private final Map<CameraId, Watch> watches = new ConcurrentHashMap<>();
  private final Set<CameraId> suspended = ConcurrentHashMap.newKeySet();

  /// The presets at which cameras stand; of those at home nothing.
  private final Map<CameraId, String> standing = new ConcurrentHashMap<>();

  private final FlowKeeper flows = new FlowKeeper();
  private final AtomicLong judgedBefore = new AtomicLong();
  private final Deque<Signal> unkept = new ArrayDeque<>();

  /// Read by whoever judges, written by whoever puts other rules in place.
  private final ReadWriteLock judging = new ReentrantReadWriteLock();

  private final Thread tidying;
  private volatile boolean failing;

  private Desk(
      SqlState state, DeskSettings settings, Governance governance, Alarms alarms, Clocks clocks) {
    this.state = state;
    this.governance = governance;
    this.clocks = clocks;
    this.commissioning = new Commissioning(state, governance, alarms, settings.daylight(), clocks);
    this.register =
        new SqlRegister(state, governance, settings.grouping(), commissioning::isShadow, clocks);
    this.clips = new Clips(state, register);
    this.fieldSteps = new FieldSteps(state, governance, clocks);
    this.log = new ShiftLog(state, governance, clocks);
    this.snoozes = new Snoozes(state, governance, this::book, clocks);
    this.escalation = new Escalation(register, snoozes, settings.patience(), clocks);
    this.outside = new OutsideSignals(governance, clocks);
    this.tidying = Thread.ofVirtual().name("desk-tidying").start(this::tidyAgainAndAgain);
  }

  /// Opens the desk, and its database, or makes that.
  ///
  /// @throws StateUnavailable with a message for people, if the database cannot be used
  public static Desk open(
      DeskSettings settings, Governance governance, Alarms alarms, Clocks clocks) {
    var state = SqlState.open(settings.database());
    try {
      return new Desk(state, settings, governance, alarms, clocks);
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  /// The same with nobody to tell of a rule that falls short.
  public static Desk open(DeskSettings settings, Governance governance, Clocks clocks) {
    return open(settings, governance, Alarms.NONE, clocks);
  }

  /// Which rules' signals reach operators, and what the others lack.
  public Commissioning commissioning() {
    return commissioning;
  }

  /// What systems outside have said.
  public OutsideSignals outside() {
    return outside;
  }

  /// Which alerts are owed a clip that outlives the recording's key, and what became of others'.
  public Clips clips() {
    return clips;
  }

  /// What teams on the ground said of confirmed alerts.
  public FieldSteps fieldSteps() {
    return fieldSteps;
  }

  /// Incidents, bookmarks and handovers.
  public ShiftLog log() {
    return log;
  }

  /// Rules whose alerts wait quietly for a while.
  public Snoozes snoozes() {
    return snoozes;
  }

  /// Looks for alerts that nobody opens, and for snoozes that end; every second, of one thread.
  public void look() {
    snoozes.round();
    escalation.round();
  }

  /// Judges the book's camera by it from the next observation on, starting afresh.
  ///
  /// Waits for the observations that are being judged: what a rule says that is in shadow must be
  /// kept before its standing goes with it, or operators would hear of it.
  ///
  /// @throws StateUnavailable if the database cannot be used; the camera is judged as before
  public void arm(RuleBook book) {
    judging.writeLock().lock();
    try {
      keep(List.of());
      if (failing) {
        throw new StateUnavailable(
            "The rules of camera " + book.camera() + " stay as they are: signals wait to be kept.");
      }
      commissioning.take(book);
      retire(watches.put(book.camera(), new Watch(book, governance, flows, clocks)));
    } finally {
      judging.writeLock().unlock();
    }
  }

  /// Judges that camera no more.
  public void disarm(CameraId camera) {
    judging.writeLock().lock();
    try {
      retire(watches.remove(camera));
    } finally {
      judging.writeLock().unlock();
    }
  }

  /// Lets a camera's rules rest: they judge nothing and forget what they saw, until [#resume].
  void suspend(CameraId camera) {
    suspended.add(camera);
  }

  /// Lets the rules judge again that belong to the view that a camera has now, starting afresh.
  ///
  /// @param preset where it stands; [Presets#HOME] at home
  void resume(CameraId camera, String preset) {
    standing.put(camera, preset);
    suspended.remove(camera);
  }

  /// The preset by whose rules a camera is judged; [Presets#HOME] at home.
  public String standsAt(CameraId camera) {
    return standing.getOrDefault(camera, Presets.HOME);
  }

  private void retire(@Nullable Watch watch) {
    if (watch != null) {
      judgedBefore.addAndGet(watch.judged());
    }
  }

  /// What a camera is judged by.
  public Optional<RuleBook> book(CameraId camera) {
    return Optional.ofNullable(watches.get(camera)).map(Watch::book);
  }

  /// Judges an observation; what that gives is on disk when this returns, unless the database
  /// cannot be written: then it is kept in memory and tried again with the next observation.
  @Override
  public void observed(Observation observation) {
    judging.readLock().lock();
    try {
      judge(observation);
    } finally {
      judging.readLock().unlock();
    }
  }

  private void judge(Observation observation) {
    var watch = watches.get(observation.camera());
    if (watch == null) {
      return;
    }
    if (suspended.contains(observation.camera())) {
      watch.forget();
    } else {
      long before = watch.judged();
      var signals = watch.judge(observation, standsAt(observation.camera()));
      if (watch.judged() > before) {
        commissioning.watched(observation.camera());
      }
      keep(signals);
    }
  }

  private void keep(List<Signal> signals) {
    if (signals.isEmpty() && !failing) {
      return;
    }
    synchronized (unkept) {
      unkept.addAll(signals);
      try {
        while (!unkept.isEmpty()) {
          register.keep(unkept.getFirst());
          unkept.removeFirst();
          failing = false;
        }
      } catch (StateUnavailable e) {
        if (!failing) {
          LOG.log(Level.ERROR, "Signals are kept in memory for now. {0}", e.getMessage());
        }
        failing = true;
        while (unkept.size() > MOST_UNKEPT) {
          LOG.log(Level.ERROR, "A signal is lost: {0}", unkept.removeFirst());
        }
      }
    }
  }

  private void tidyAgainAndAgain() {
    try {
      for (int round = 0; ; round++) {
        Thread.sleep(QUIET);
        tidy();
        if (round % ROUNDS_BETWEEN_REVIEWS == 0) {
          reviewRules();
        }
      }
    } catch (InterruptedException e) {
      // The desk closes.
    }
  }

  /// Takes back rules that fall short; see [Commissioning#review].
  private void reviewRules() {
    try {
      commissioning.review();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Rules could not be held against their floors: {0}", e.getMessage());
    }
  }

  /// Forgets the tracks of cameras that say nothing any more, and writes what was counted.
  void tidy() {
    watches.values().forEach(watch -> watch.forgetIfQuiet(QUIET));
    var sums = flows.take();
    if (!sums.isEmpty()) {
      try {
        state.write(
            connection -> {
              var sql = new SqlFlows(connection);
              for (var sum : sums) {
                sql.add(sum);
              }
              return true;
            });
      } catch (StateUnavailable e) {
        flows.giveBack(sums);
        LOG.log(Level.ERROR, "Counts are kept in memory for now. {0}", e.getMessage());
      }
    }
  }

  /// @throws DeskException.Unknown if there is none
  public Alert get(long alert) throws DeskException {
    return register.find(alert);
  }

  /// Newest first.
  public List<Alert> list(AlertQuery query) {
    return register.list(query);
  }

  /// The alerts that a search finds, newest first.
  public List<Alert> search(Search search) {
    return state.read(connection -> new SqlAlerts(connection).search(search));
  }

  /// The passages over lines that a search finds, in minutes, newest first.
  public List<Count> passages(Search search) {
    return state.read(connection -> new SqlSignals(connection).search(search));
  }

  /// How many alerts wait for a verdict.
  public long waiting() {
    return state.read(
        connection -> new SqlAlerts(connection).count("state = 'WAITING' and shadow = 0"));
  }

  /// Tells `listener` the present state, then each change, until what is returned is closed; a call
  /// under way then may still end.
  public Listening listen(AlertListener listener) {
    return register.listen(listener);
  }

  /// Notes who opened an alert first; in the ledger before it takes effect.
  ///
  /// @param person pseudonymous
  public Alert seen(String person, long alert) throws DeskException {
    return register.seen(person, alert);
  }

  /// Gives the verdict that the event is real; in the ledger before it takes effect.
  ///
  /// @param permit of the right JUDGE for the alert's camera; used only if the alert still waits
  /// @param reason a sentence of 3 to 500 characters
  /// @param note at most 500 characters; may be empty
  public Alert confirm(Permit permit, long alert, String reason, String note)
      throws Refused, DeskException {
    return register.confirm(permit, alert, reason, note);
  }

  /// Gives the verdict that there is nothing to act on; in the ledger before it takes effect.
  ///
  /// @param permit of the right JUDGE for the alert's camera; used only if the alert still waits
  /// @param note at most 500 characters; may be empty unless the reason is OTHER
  public Alert dismiss(Permit permit, long alert, DismissReason reason, String note)
      throws Refused, DeskException {
    return register.dismiss(permit, alert, reason, note);
  }

  /// The counts of a camera's lines in the minutes that begin from `from` on and before `to`, in
  /// order of time.
  public List<Count> counts(CameraId camera, Instant from, Instant to) {
    return state.read(connection -> new SqlSignals(connection).counts(camera, from, to));
  }

  /// What a camera's rules counted in the quarters of an hour that begin from `from` on and before
  /// `to`; those of the last seconds may be missing.
  public Flow flow(CameraId camera, Instant from, Instant to) {
    return state.read(connection -> new SqlFlows(connection).flow(camera, from, to));
  }

  /// How often a rule was right on a camera.
  public Precision precision(CameraId camera, String rule) {
    return state.read(connection -> new SqlAlerts(connection).precision(camera, rule));
  }

  /// Signals and alerts are read from the database.
  public Totals totals() {
    long judged = judgedBefore.get();
    for (var watch : watches.values()) {
      judged += watch.judged();
    }
    long signals = state.read(connection -> new SqlSignals(connection).total());
    long alerts = state.read(connection -> new SqlAlerts(connection).count("true"));
    return new Totals(judged, signals, alerts);
  }

  /// Ends listening and closes the database; observations must have ended.
  @Override
  public void close() {
    tidying.interrupt();
    tidy();
    register.close();
    state.close();
  }
}
