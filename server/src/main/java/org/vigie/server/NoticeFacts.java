package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.custody.CustodianSet;
import org.vigie.desk.Commissioning;
import org.vigie.desk.RuleReport;
import org.vigie.governance.ActStanding;
import org.vigie.governance.ActState;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.RecordingAct;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.server.notice.Declaration;
import org.vigie.server.notice.Figures;

/// Gathers what the public page says from the running town. Everything that goes out is named here,
/// field by field: addresses of streams, drawn zones and people are not among it.
final class NoticeFacts {

  /// How many custodians it takes to open what is sealed.
  private static final int NEEDED = 2;

  private static final Set<ActState> TOLD =
      EnumSet.of(ActState.IN_FORCE, ActState.PUBLISHED, ActState.SUSPENDED);

  private final Town town;

  NoticeFacts(Town town) {
    this.town = town;
  }

  Declaration declaration() {
    var now = town.clocks().wall();
    var settings = town.settings();
    var says = settings.notice();
    var acts = town.governance().acts();
    var states = states();
    return new Declaration(
        Declaration.FORMAT,
        settings.town(),
        says.address(),
        new Declaration.Whom(
            says.responsible(),
            says.ask(),
            says.dataProtection(),
            says.complain(),
            says.answerWithinDays()),
        acts.recording().stream()
            .filter(act -> states.containsKey(act.number()))
            .sorted(Comparator.comparing(RecordingAct::number))
            .map(act -> recording(act, states))
            .toList(),
        acts.detection().stream()
            .filter(act -> states.containsKey(act.number()))
            .sorted(Comparator.comparing(DetectionAct::number))
            .map(act -> detection(act, states))
            .toList(),
        sealing(),
        town.cameras().list().stream().map(camera -> camera(camera, now)).toList());
  }

  /// What the public is told of: drafts bind nobody, and what is over is in the ledger.
  private Map<String, ActState> states() {
    return town.governance().standing().stream()
        .filter(act -> TOLD.contains(act.state()))
        .collect(Collectors.toMap(ActStanding::number, ActStanding::state));
  }

  private static Declaration.Detection detection(DetectionAct act, Map<String, ActState> states) {
    return new Declaration.Detection(
        act.number(),
        act.authority(),
        act.from(),
        act.until(),
        act.events().stream().sorted().toList(),
        states.getOrDefault(act.number(), ActState.EXPIRED),
        act.origin().isSigned());
  }

  private static Declaration.Recording recording(RecordingAct act, Map<String, ActState> states) {
    return new Declaration.Recording(
        act.number(),
        act.authority(),
        act.from(),
        act.until(),
        act.purposes().stream().sorted().toList(),
        act.perimeter(),
        act.retention().toMinutes(),
        act.reviewWindow().toMinutes(),
        states.getOrDefault(act.number(), ActState.EXPIRED),
        act.origin().isSigned());
  }

  private Declaration.Sealing sealing() {
    var set = town.governance().custody().custodians().current();
    return new Declaration.Sealing(
        set.isPresent(), set.map(CustodianSet::members).map(List::size).orElse(0), NEEDED);
  }

  private Declaration.Camera camera(CameraView camera, Instant now) {
    // Of a source the act counts, and not whether it films just now.
    var act = town.governance().coveringAct(camera.id(), now);
    var site = camera.site();
    return new Declaration.Camera(
        camera.id().value(),
        camera.name(),
        Optional.of(site.place()).filter(place -> !place.isBlank()),
        site.position(),
        site.view(),
        site.purpose(),
        camera.masks().isPresent(),
        town.steering().state(camera.id()).isPresent(),
        act.map(RecordingAct::number),
        act.map(RecordingAct::retention).map(Duration::toMinutes),
        act.map(RecordingAct::reviewWindow).map(Duration::toMinutes),
        act.isEmpty()
            ? List.of()
            : camera.rules().stream()
                .filter(rule -> isAllowed(camera.id(), rule))
                .map(CameraView.Rule::event)
                .distinct()
                .sorted()
                .toList());
  }

  private boolean isAllowed(CameraId camera, CameraView.Rule rule) {
    return town.governance().actsInForce().detection().stream()
        .anyMatch(
            act ->
                act.cameras().covers(camera)
                    && act.events().contains(rule.event())
                    && (act.zones().isEmpty() || act.zones().contains(rule.zone())));
  }

  /// What is counted of what is declared.
  Figures figures(Optional<Figures.LastYear> lastYear) {
    var now = town.clocks().wall();
    var measured = new ArrayList<Figures.Measured>();
    for (var camera : town.cameras().list()) {
      measured.addAll(measured(camera, now));
    }
    return new Figures(now, measured, lastYear, town.governance().holds().list().size());
  }

  /// Rules for the same event are one: where they are drawn is not for the public.
  private List<Figures.Measured> measured(CameraView camera, Instant now) {
    if (town.governance().recordingAct(camera.id(), now).isEmpty()) {
      return List.of();
    }
    var events = new EnumMap<EventType, List<CameraView.Rule>>(EventType.class);
    for (var rule : camera.rules()) {
      if (isAllowed(camera.id(), rule)) {
        events.computeIfAbsent(rule.event(), event -> new ArrayList<>()).add(rule);
      }
    }
    return events.entrySet().stream()
        .map(event -> measured(camera.id(), event.getKey(), event.getValue(), now))
        .toList();
  }

  private Figures.Measured measured(
      CameraId camera, EventType event, List<CameraView.Rule> rules, Instant now) {
    var commissioning = town.desk().commissioning();
    int alerts = 0;
    int confirmed = 0;
    int dismissed = 0;
    boolean running = false;
    boolean trial = event.raisesAlerts();
    for (var rule : rules) {
      var report = commissioning.find(camera, rule.id());
      var all =
          report
              .map(RuleReport::byLight)
              .orElseGet(() -> commissioning.measured(camera, rule.id()))
              .values();
      alerts += all.stream().mapToInt(RuleReport.Measured::alerts).sum();
      confirmed += all.stream().mapToInt(RuleReport.Measured::confirmed).sum();
      dismissed += all.stream().mapToInt(RuleReport.Measured::dismissed).sum();
      running |= town.governance().mayDetect(camera, rule.id(), event, rule.zone(), now);
      trial &= commissioning.isShadow(camera, rule.id());
    }
    var share = new RuleReport.Measured(alerts, confirmed, dismissed).precision();
    return new Figures.Measured(
        camera.value(),
        event,
        running,
        trial,
        Commissioning.isExperimental(event),
        alerts,
        confirmed,
        dismissed,
        share.isPresent() ? Optional.of(share.getAsDouble()) : Optional.empty());
  }
}
