package org.vigie.governance.time;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.base.NtpState;
import org.vigie.governance.ledger.Recorded;

/// What the ledger says of the clock: the steps that nobody has confirmed, and how the clock was
/// kept. Used under its owner's lock.
final class ClockStory {

  static final String STATE = "clock.state";
  static final String CONFIRMED = "clock.confirmed";

  /// A clock that steps without end is one story, not a thousand.
  static final int MOST_STEPS = 20;

  private static final System.Logger LOG = System.getLogger(ClockStory.class.getName());

  private final List<ClockStep> unconfirmed = new ArrayList<>();
  private String kept = "";

  static boolean tells(String kind) {
    return kind.equals(STATE) || kind.equals(CONFIRMED) || kind.equals(ClockStep.STEPPED);
  }

  void fold(Recorded recorded) {
    var entry = recorded.entry();
    try {
      switch (entry.kind()) {
        case ClockStep.STEPPED -> add(ClockStep.of(recorded));
        case CONFIRMED -> unconfirmed.clear();
        case STATE -> kept = entry.text("kept") + " " + entry.text("source");
        default -> {}
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "entry {0} of the ledger is passed over", recorded.index());
    }
  }

  /// Smaller steps are facts; these wait for a person.
  void add(ClockStep step) {
    if (step.by().abs().compareTo(ClockStep.HARMLESS) > 0) {
      unconfirmed.add(step);
      if (unconfirmed.size() > MOST_STEPS) {
        // Rather one that does not hold deletion.
        var harmless = unconfirmed.stream().filter(s -> !s.holdsDeletion()).findFirst();
        unconfirmed.remove(harmless.orElse(unconfirmed.getFirst()));
      }
    }
  }

  void confirmed() {
    unconfirmed.clear();
  }

  List<ClockStep> unconfirmed() {
    return List.copyOf(unconfirmed);
  }

  /// Whether the ledger does not know yet that the clock is kept so, or not any more.
  boolean isNews(NtpState state) {
    return !kept.equals(words(state));
  }

  void told(NtpState state) {
    kept = words(state);
  }

  static Map<String, Object> facts(NtpState state) {
    var facts = new TreeMap<String, Object>();
    facts.put("kept", state.kept());
    facts.put("source", state.source());
    facts.put("error_ms", state.wallError().toMillis());
    state.updated().ifPresent(at -> facts.put("updated", at));
    return facts;
  }

  private static String words(NtpState state) {
    return state.kept() + " " + state.source();
  }
}
