package org.vigie.desk.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.Sha256;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.CameraId;

/// What systems outside have said and nobody has dealt with yet. Each is in the ledger before it is
/// shown, and is shown to people alone: nothing else here listens, so that no signal starts a
/// recording, shows a camera clear, moves one or changes a rule. What waits is read back from the
/// ledger at the start. Safe for any thread.
public final class OutsideSignals {

  static final String RECEIVED = "outside.received";
  static final String ACKNOWLEDGED = "outside.acknowledged";
  static final String DROPPED = "outside.dropped";

  public static final int LONGEST_TEXT = 300;

  /// A source that says more at once is a defect, and would hide what others say.
  static final int MOST_A_MINUTE = 10;

  /// Of one source; the rest is counted.
  static final int MOST_WAITING = 50;

  /// What nobody has dealt with for so long is history: it is in the ledger.
  static final Duration SHOWN_FOR = Duration.ofHours(24);

  /// A message that is signed five minutes ahead of our clock may be sent again for ten: so long
  /// its
  /// id is known, also after a restart. How many that are follows from [#MOST_A_MINUTE].
  static final Duration REMEMBERED = OutsideSource.MOST_APART.multipliedBy(2);

  private static final int READ_BACK = 1_000;
  private static final int ID_DIGITS = 32;
  private static final Duration BETWEEN_LOSSES = Duration.ofMinutes(10);
  private static final System.Logger LOG = System.getLogger(OutsideSignals.class.getName());

  private final Governance governance;
  private final Clocks clocks;
  private final Map<Long, OutsideSignal> waiting = new TreeMap<>();
  private final Map<String, Instant> known = new HashMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private final Map<String, Losses> losses = new HashMap<>();
  private volatile Map<String, OutsideSource> sources = Map.of();

  public OutsideSignals(Governance governance, Clocks clocks) {
    this.governance = governance;
    this.clocks = clocks;
    readBack();
  }

  /// What a source lost, and how fast it speaks.
  private static final class Losses {
    private final Deque<Duration> taken = new ArrayDeque<>();
    private long shown;
    private long refused;
    private long count;
    private long told;
    private @Nullable Duration said;
    private @Nullable Instant last;
  }

  /// How the taking of a message ended.
  public enum Taken {
    SHOWN,
    /// It came before.
    KNOWN,
    /// Too many at once, or too many wait.
    DROPPED
  }

  private void readBack() {
    var done = new HashSet<String>();
    var page = governance.ledger().page(new Query(Long.MAX_VALUE, READ_BACK, "", "outside."));
    page.entries().forEach(recorded -> readBack(recorded, done));
    rememberLatest();
    forgetOld();
  }

  /// Entries of every kind, so that one that is older ends it.
  private void rememberLatest() {
    var since = clocks.wall().minus(REMEMBERED);
    long before = Long.MAX_VALUE;
    while (before >= 0) {
      var page = governance.ledger().page(new Query(before, READ_BACK, "", ""));
      page.entries().forEach(recorded -> remember(recorded, since));
      boolean older = page.entries().stream().anyMatch(one -> one.at().isBefore(since));
      before = older ? -1 : page.next();
    }
  }

  private void readBack(Recorded recorded, Set<String> done) {
    switch (recorded.entry().kind()) {
      case ACKNOWLEDGED -> done.add(String.valueOf(recorded.entry().facts().get("signal")));
      case RECEIVED -> {
        if (!done.contains(String.valueOf(recorded.index()))) {
          waiting.put(recorded.index(), signal(recorded));
        }
      }
      default -> {}
    }
  }

  private void remember(Recorded recorded, Instant since) {
    var message = recorded.entry().text("message");
    if (recorded.entry().kind().equals(RECEIVED)
        && !message.isEmpty()
        && !recorded.at().isBefore(since)) {
      known.put(recorded.entry().text("source") + " " + message, recorded.at());
    }
  }

  private static OutsideSignal signal(Recorded recorded) {
    var entry = recorded.entry();
    var camera = entry.text("camera");
    return new OutsideSignal(
        recorded.index(),
        entry.text("source"),
        CameraId.isValid(camera) ? Optional.of(new CameraId(camera)) : Optional.empty(),
        entry.text("kind"),
        entry.text("note"),
        recorded.at());
  }

  /// Those of the configuration.
  public void adopt(List<OutsideSource> configured) {
    var next = new TreeMap<String, OutsideSource>();
    configured.forEach(source -> next.put(source.name(), source));
    sources = next;
  }

  public Optional<OutsideSource> source(String name) {
    return Optional.ofNullable(sources.get(name));
  }

  /// Takes what a source has signed.
  ///
  /// @param id by which it tells its messages apart; the ledger has a hash of it
  /// @throws LedgerUnavailable if it cannot be written down; it is not shown then, and may come
  ///     again
  public synchronized Taken take(
      OutsideSource source, String id, Optional<CameraId> camera, String kind, String text) {
    forgetOld();
    var message = Sha256.hex(id.getBytes(UTF_8)).substring(0, ID_DIGITS);
    if (known.containsKey(source.name() + " " + message)) {
      return Taken.KNOWN;
    }
    var count = count(source);
    var now = clocks.elapsed();
    if (!count.taken.isEmpty()
        && now.minus(count.taken.getLast()).compareTo(source.way().rest()) < 0) {
      drop(source, count, now);
      return Taken.DROPPED;
    }
    while (!count.taken.isEmpty()
        && now.minus(count.taken.getFirst()).compareTo(Duration.ofMinutes(1)) >= 0) {
      count.taken.removeFirst();
    }
    long mine = waiting.values().stream().filter(s -> s.source().equals(source.name())).count();
    if (count.taken.size() >= MOST_A_MINUTE || mine >= MOST_WAITING) {
      drop(source, count, now);
      return Taken.DROPPED;
    }
    var facts = new HashMap<String, Object>();
    facts.put("source", source.name());
    camera.ifPresent(one -> facts.put("camera", one));
    facts.put("kind", kind);
    // Typed or made elsewhere: it stands apart from the entry and can be erased.
    facts.put("note", text);
    facts.put("message", message);
    long index = governance.note(RECEIVED, Actors.VIGIE, facts);
    waiting.put(index, new OutsideSignal(index, source.name(), camera, kind, text, clocks.wall()));
    count.taken.addLast(now);
    count.shown++;
    count.last = clocks.wall();
    known.put(source.name() + " " + message, clocks.wall());
    return Taken.SHOWN;
  }

  private Losses count(OutsideSource source) {
    return losses.computeIfAbsent(source.name(), name -> new Losses());
  }

  /// A source said something that is no message: counted, and shown with how the source stands.
  public synchronized void refused(OutsideSource source) {
    count(source).refused++;
  }

  /// Why a source cannot be heard now; nothing once it can.
  public void trouble(OutsideSource source, Optional<String> why) {
    why.ifPresentOrElse(
        text -> troubles.put(source.name(), text), () -> troubles.remove(source.name()));
  }

  /// How each source of the configuration stands, by name.
  public synchronized List<SourceStanding> standing() {
    return sources.values().stream()
        .map(
            source -> {
              var count = count(source);
              return new SourceStanding(
                  source.name(),
                  source.label(),
                  source.way(),
                  count.shown,
                  count.refused,
                  count.count,
                  Optional.ofNullable(count.last),
                  Optional.ofNullable(troubles.get(source.name())));
            })
        .toList();
  }

  private void drop(OutsideSource source, Losses count, Duration now) {
    count.count++;
    var said = count.said;
    if (said != null && now.minus(said).compareTo(BETWEEN_LOSSES) < 0) {
      return;
    }
    try {
      governance.note(
          DROPPED,
          Actors.VIGIE,
          Map.of("source", source.name(), "times", count.count - count.told));
      count.said = now;
      count.told = count.count;
    } catch (LedgerUnavailable e) {
      LOG.log(System.Logger.Level.WARNING, "the losses of {0} are not written", source);
    }
  }

  /// How much of a source was dropped since the start.
  public synchronized long dropped(String source) {
    var count = losses.get(source);
    return count == null ? 0 : count.count;
  }

  /// What waits, oldest first.
  public synchronized List<OutsideSignal> list() {
    forgetOld();
    var all = new ArrayList<>(waiting.values());
    all.sort(Comparator.comparingLong(OutsideSignal::id));
    return all;
  }

  private void forgetOld() {
    Instant since = clocks.wall().minus(SHOWN_FOR);
    waiting.values().removeIf(signal -> signal.at().isBefore(since));
    Instant remembered = clocks.wall().minus(REMEMBERED);
    known.values().removeIf(at -> at.isBefore(remembered));
  }

  /// Whether a person may hear of a signal: whoever judges alerts of its camera, or of any camera
  /// where it names none.
  public boolean maySee(String person, OutsideSignal signal) {
    return signal
        .camera()
        .map(camera -> governance.holds(person, Right.JUDGE, camera))
        .orElseGet(() -> governance.holds(person, Right.JUDGE));
  }

  /// Somebody has dealt with it: in the ledger first. Needs the right JUDGE, for its camera where
  /// it
  /// names one.
  ///
  /// @return whether it waited; what is of a camera that the person does not judge is not there
  /// @throws Refused if the person may not; that is in the ledger
  public synchronized boolean acknowledge(String person, long id) throws Refused {
    var signal = waiting.get(id);
    if (signal == null || !maySee(person, signal)) {
      return false;
    }
    governance.require(
        person,
        List.of(Right.JUDGE),
        signal.camera().map(Set::of).orElse(Set.of()),
        "deal with signal " + id + " from outside");
    governance.note(
        ACKNOWLEDGED, person, Map.of("signal", String.valueOf(id), "source", signal.source()));
    waiting.remove(id);
    return true;
  }
}
