package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianSet;
import org.vigie.desk.RuleReport;
import org.vigie.desk.RuleStanding;
import org.vigie.governance.ActOrigin;
import org.vigie.governance.ActStanding;
import org.vigie.governance.ActState;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.Habilitation;
import org.vigie.governance.Norm;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.governance.StopScope;
import org.vigie.governance.ledger.WitnessKey;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.Point;
import org.vigie.model.SightMode;
import org.vigie.server.notice.CameraSite;

/// What a town has configured, as an inspector takes it away. Everything that goes out is named
/// here, field by field: neither addresses of streams nor passwords are among it, no field
/// for a person's name, and nothing that anybody typed as a reason; decisions of habilitations are.
final class InspectionAnswers {

  private final Town town;
  private final Governance governance;
  private final Instant now;

  InspectionAnswers(Town town) {
    this.town = town;
    this.governance = town.governance();
    this.now = town.clocks().wall();
  }

  TownAnswer town() {
    var settings = town.settings();
    var profile = governance.profile();
    return new TownAnswer(
        settings.town(),
        settings.version(),
        settings.demo(),
        settings.zone().getId(),
        now,
        new ProfileAnswer(
            profile.name(),
            profile.version(),
            profile.title(),
            profile.origin().builtIn(),
            profile.origin().sha256(),
            present(profile.origin().signedBy()),
            profile.longestRetention().toMinutes(),
            profile.longestReviewWindow().toMinutes(),
            profile.onePersonMayBeAll()),
        town.clips().keepFor().toMinutes(),
        governance.freeText().kept().toDays(),
        governance.custody().custodians().current().map(CustodiansAnswer::of),
        governance.cosignatures().witnesses().stream().map(WitnessKey::toString).toList(),
        governance.stops().stream()
            .map(stop -> new StopAnswer(stop.scope().stored(), stop.person(), stop.since()))
            .toList());
  }

  List<CameraAnswer> cameras() {
    return town.cameras().list().stream().map(this::camera).toList();
  }

  private CameraAnswer camera(CameraView view) {
    var act = governance.recordingAct(view.id(), now);
    return new CameraAnswer(
        view.id(),
        view.name(),
        view.site(),
        view.sight().map(SightMode::name).orElse("NO"),
        TownApi.isStopped(governance, new StopScope.Camera(view.id())),
        act.map(RecordingAct::number),
        act.map(RecordingAct::retention).map(Duration::toMinutes),
        act.map(RecordingAct::reviewWindow).map(Duration::toMinutes),
        view.norm(),
        view.masks().map(masks -> new MasksAnswer(masks.version(), masks.zones())),
        view.zones(),
        view.rules().stream().map(rule -> rule(view.id(), rule)).toList());
  }

  private RuleAnswer rule(CameraId camera, CameraView.Rule rule) {
    var standing = town.desk().commissioning().find(camera, rule.id()).map(RuleReport::standing);
    return new RuleAnswer(
        rule.id(),
        rule.event(),
        rule.zone(),
        new TreeMap<>(rule.settings()),
        governance.mayDetect(camera, rule.id(), rule.event(), rule.zone(), now),
        TownApi.isStopped(governance, new StopScope.Rule(camera, rule.id())),
        standing.map(found -> found.mode().name()).orElse("NOT_ASKED"),
        standing.map(RuleStanding::since),
        standing.map(RuleStanding::person),
        standing.flatMap(RuleStanding::floor));
  }

  List<ActAnswer> acts() {
    var origins = origins(governance.acts());
    return governance.standing().stream()
        .map(act -> act(act, origins.getOrDefault(act.number(), ActOrigin.NONE)))
        .toList();
  }

  private static ActAnswer act(ActStanding act, ActOrigin origin) {
    return new ActAnswer(
        act.number(),
        act.authority(),
        act.detection() ? ActApi.Kind.DETECTION : ActApi.Kind.RECORDING,
        act.from(),
        act.until(),
        act.state(),
        present(act.signedBy()),
        act.since(),
        act.person(),
        present(origin.file()),
        present(origin.sha256()));
  }

  /// The files that acts were read from, by the acts' numbers.
  static Map<String, ActOrigin> origins(Acts acts) {
    var origins = new TreeMap<String, ActOrigin>();
    acts.recording().forEach(act -> origins.put(act.number(), act.origin()));
    acts.detection().forEach(act -> origins.put(act.number(), act.origin()));
    return origins;
  }

  List<HabilitationAnswer> habilitations() {
    return governance.habilitations().stream().map(HabilitationAnswer::of).toList();
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(one -> !one.isEmpty());
  }

  /// @param keepClipsMinutes for how long the masked clip of an alert is kept, at most
  /// @param keepWordsDays for how long the ledger keeps what people typed
  /// @param custodians absent where footage is encrypted and not sealed
  record TownAnswer(
      String town,
      String version,
      boolean demo,
      String zone,
      Instant at,
      ProfileAnswer profile,
      long keepClipsMinutes,
      long keepWordsDays,
      Optional<CustodiansAnswer> custodians,
      List<String> witnesses,
      List<StopAnswer> stops) {}

  record ProfileAnswer(
      String name,
      int version,
      String title,
      boolean builtIn,
      String sha256,
      Optional<String> signedBy,
      long longestRetentionMinutes,
      long longestReviewWindowMinutes,
      boolean onePersonMayBeAll) {}

  /// @param members pseudonymous staff ids
  record CustodiansAnswer(int set, List<String> members) {

    static CustodiansAnswer of(CustodianSet set) {
      return new CustodiansAnswer(
          set.number(), set.members().stream().map(Custodian::person).toList());
    }
  }

  record StopAnswer(Map<String, Object> scope, String person, Instant since) {}

  /// @param watching the name of the sight mode, or NO
  /// @param act the number of its recording act; absent where it does not record
  record CameraAnswer(
      CameraId id,
      String name,
      CameraSite site,
      String watching,
      boolean stopped,
      Optional<String> act,
      Optional<Long> retentionMinutes,
      Optional<Long> reviewWindowMinutes,
      Norm norm,
      Optional<MasksAnswer> privacyMasks,
      List<CameraView.Zone> zones,
      List<RuleAnswer> rules) {}

  record MasksAnswer(String version, List<List<Point>> zones) {}

  /// @param judging whether acts let it look now, and no stop button is pressed
  /// @param standing the name of its mode, or NOT_ASKED
  /// @param floor the precision declared for it, 0 to 1
  record RuleAnswer(
      String id,
      EventType event,
      String zone,
      Map<String, String> settings,
      boolean judging,
      boolean stopped,
      String standing,
      Optional<Instant> since,
      Optional<String> person,
      Optional<Double> floor) {}

  /// @param since of the order by which it is suspended or revoked
  /// @param file its name in `acts`; absent where it was read from none
  record ActAnswer(
      String number,
      String authority,
      ActApi.Kind kind,
      Instant from,
      Instant to,
      ActState state,
      Optional<String> signedBy,
      Optional<Instant> since,
      Optional<String> person,
      Optional<String> file,
      Optional<String> sha256) {}

  record HabilitationAnswer(
      String id,
      String person,
      Optional<Role> role,
      List<Right> rights,
      Object cameras,
      Instant from,
      Instant until,
      Optional<String> decision,
      Optional<LocalDate> trained) {

    static HabilitationAnswer of(Habilitation one) {
      var mandate = one.mandate();
      return new HabilitationAnswer(
          one.id(),
          one.person(),
          Optional.ofNullable(mandate.role()),
          mandate.rights().stream().sorted().toList(),
          one.cameras().stored(),
          one.from(),
          one.until(),
          present(mandate.decision()),
          Optional.ofNullable(mandate.trained()));
    }
  }
}
