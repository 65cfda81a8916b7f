package org.vigie.app.tell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.desk.AlarmBoard;
import org.vigie.desk.Alert;
import org.vigie.desk.AlertListener;
import org.vigie.desk.Desk;
import org.vigie.desk.Verdict;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.CameraId;
import org.vigie.server.machine.ReceiverView;
import org.vigie.tell.ConfirmedAlert;
import org.vigie.tell.Disclosure;
import org.vigie.tell.News;
import org.vigie.tell.Spot;
import org.vigie.tell.Telling;
import org.vigie.tell.TownFacts;

/// Brings a town's alarms and confirmed alerts to its receivers, and what they were told to the
/// ledger. This is where an alert loses all that stays: boxes, class, who judged it and why.
public final class TownTelling implements AutoCloseable {

  private static final String FOLDER = "tell";
  private static final String DEMO = "demo";

  private final Governance governance;
  private final Closing closing = new Closing();
  private final Telling telling;

  private TownTelling(
      TownConfig config, Governance governance, AlarmBoard alarms, Desk desk, Clocks clocks)
      throws BadInput {
    this.governance = governance;
    this.telling =
        closing.add(
            Telling.start(
                config.tell(),
                new Telling.Around(
                    facts(config),
                    config.data().resolve(FOLDER),
                    alarms::current,
                    alarms,
                    this::enter,
                    clocks)));
    if (config.tell().stream().anyMatch(receiver -> !receiver.alerts().isEmpty())) {
      closing.add(desk.listen(new Confirmed()));
    }
  }

  /// Starts it; closed before the desk and the board.
  ///
  /// @throws BadInput if a receiver cannot be told as it is configured
  public static TownTelling start(
      TownConfig config, Governance governance, AlarmBoard alarms, Desk desk, Clocks clocks)
      throws BadInput {
    return new TownTelling(config, governance, alarms, desk, clocks);
  }

  /// What receivers may know of the town.
  static TownFacts facts(TownConfig config) {
    var cameras = new TreeMap<CameraId, Spot>(Comparator.comparing(CameraId::value));
    for (var camera : config.cameras()) {
      var site = camera.site();
      cameras.put(
          camera.id(),
          new Spot(
              camera.id().value(),
              camera.name(),
              site.place(),
              site.position().map(p -> new Spot.Position(p.latitude(), p.longitude()))));
    }
    return new TownFacts(config.town(), config.zone(), cameras, config.profile().equals(DEMO));
  }

  /// How each receiver stands.
  public List<ReceiverView> receivers() {
    return telling.states().stream()
        .map(
            state ->
                new ReceiverView(
                    state.name(),
                    state.way(),
                    state.told(),
                    state.failed(),
                    state.waiting(),
                    state.dropped()))
        .toList();
  }

  /// Whoever was told stands there by name: addresses of people would stay in the ledger for ever.
  private boolean enter(Disclosure disclosure) {
    var facts = new TreeMap<String, Object>();
    facts.put("receiver", disclosure.to().name());
    facts.put("way", disclosure.to().way().word());
    facts.put("where", disclosure.to().way().where());
    try {
      if (disclosure.lost() > 0) {
        var dropped = new TreeMap<>(facts);
        dropped.put("news", disclosure.lost());
        governance.note("tell.dropped", Actors.VIGIE, dropped);
      }
      if (!disclosure.told().isEmpty()) {
        facts.putAll(told(disclosure.told()));
        governance.note("tell.told", Actors.VIGIE, facts);
      }
      return true;
    } catch (LedgerUnavailable e) {
      // The board says so already; it is offered again.
      return false;
    }
  }

  private static TreeMap<String, Object> told(List<News> news) {
    var alarms = new ArrayList<String>();
    var alerts = new TreeSet<Long>();
    var cameras = new HashSet<String>();
    for (var one : news) {
      switch (one) {
        case News.OfAlarm alarm -> {
          alarms.add(
              "%s %s %s"
                  .formatted(
                      alarm.kind(), alarm.subject(), alarm.ended().isEmpty() ? "began" : "ended"));
          alarm.spot().map(Spot::camera).ifPresent(cameras::add);
        }
        case News.OfAlert alert -> {
          alerts.add(alert.alert());
          cameras.add(alert.spot().camera());
        }
        case News.Trial trial -> {
          // Says nothing of the town.
        }
      }
    }
    var facts = new TreeMap<String, Object>();
    putUnlessEmpty(facts, "alarms", alarms);
    putUnlessEmpty(facts, "alerts", alerts);
    putUnlessEmpty(facts, "cameras", Set.copyOf(cameras));
    return facts;
  }

  private static void putUnlessEmpty(
      TreeMap<String, Object> facts, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      facts.put(name, values);
    }
  }

  @Override
  public void close() {
    closing.close();
  }

  private final class Confirmed implements AlertListener {

    @Override
    public void current(List<Alert> alerts) {
      alerts.forEach(this::changed);
    }

    @Override
    public void changed(Alert alert) {
      confirmed(alert).ifPresent(telling::confirmed);
    }
  }

  /// What of an alert may leave, if a person has confirmed it. What a rule says while it is tried
  /// out
  /// reaches nobody.
  static Optional<ConfirmedAlert> confirmed(Alert alert) {
    return !alert.shadow() && alert.verdict().orElse(null) instanceof Verdict.Confirmed verdict
        ? Optional.of(
            new ConfirmedAlert(alert.id(), alert.event(), alert.camera(), alert.at(), verdict.at()))
        : Optional.empty();
  }
}
