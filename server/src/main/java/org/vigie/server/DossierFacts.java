package org.vigie.server;

import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vigie.desk.Light;
import org.vigie.desk.RuleReport;
import org.vigie.governance.Habilitation;
import org.vigie.governance.Role;
import org.vigie.model.Point;
import org.vigie.server.door.ProgramKeys;
import org.vigie.server.dossier.Dossier;
import org.vigie.server.machine.Certificate;
import org.vigie.server.machine.EyesView;

/// Gathers what the file for the authorities says from the running town, field by field.
final class DossierFacts {

  private final Town town;
  private final NoticeBoard board;

  DossierFacts(Town town, NoticeBoard board) {
    this.town = town;
    this.board = board;
  }

  Dossier gather() {
    var now = town.clocks().wall();
    var settings = town.settings();
    var door = settings.door();
    return new Dossier(
        Dossier.FORMAT,
        now,
        settings.version(),
        profile(),
        board.now().declaration(),
        board.notice().figures(),
        town.cameras().list().stream().map(camera -> camera(camera, now)).toList(),
        people(now),
        programs(now),
        town.clips().keepFor().toMinutes(),
        town.cameras().model(),
        new Dossier.Security(
            door.secondFactorRequired(),
            door.lockAfter().toMinutes(),
            town.cameras().eyes().map(EyesView::confined),
            settings.tls().flatMap(tls -> certificate(tls)),
            town.governance().cosignatures().witnesses().size()));
  }

  private Dossier.Profile profile() {
    var profile = town.governance().profile();
    return new Dossier.Profile(
        profile.name(),
        profile.version(),
        profile.title(),
        profile.origin().sha256(),
        profile.origin().builtIn() ? "" : profile.origin().signedBy(),
        profile.events().stream().sorted().toList(),
        profile.longestRetention().toMinutes(),
        profile.longestReviewWindow().toMinutes(),
        profile.longestLift().toMinutes());
  }

  private static Optional<Certificate> certificate(ServerSettings.Tls tls) {
    try {
      return Optional.of(Certificate.read(tls.certificate()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Dossier.Camera camera(CameraView camera, Instant now) {
    var masks = camera.masks().map(CameraView.Masks::zones).orElse(List.of());
    return new Dossier.Camera(
        camera.id().value(),
        masks,
        share(masks),
        camera.rules().stream().map(rule -> rule(camera, rule, now)).toList());
  }

  private Dossier.Rule rule(CameraView camera, CameraView.Rule rule, Instant now) {
    var commissioning = town.desk().commissioning();
    var report = commissioning.find(camera.id(), rule.id());
    Map<Light, RuleReport.Measured> byLight =
        report
            .map(RuleReport::byLight)
            .orElseGet(() -> commissioning.measured(camera.id(), rule.id()));
    var recall = report.map(RuleReport::stagedRecall).orElse(OptionalDouble.empty());
    return new Dossier.Rule(
        rule.id(),
        rule.event(),
        rule.zone(),
        rule.settings(),
        standing(camera, rule, now),
        byLight,
        recall.isPresent() ? Optional.of(recall.getAsDouble()) : Optional.empty());
  }

  private Dossier.Standing standing(CameraView camera, CameraView.Rule rule, Instant now) {
    if (!town.governance().mayDetect(camera.id(), rule.id(), rule.event(), rule.zone(), now)) {
      return Dossier.Standing.SILENT;
    }
    if (!rule.event().raisesAlerts()) {
      return Dossier.Standing.COUNTS;
    }
    return town.desk().commissioning().isShadow(camera.id(), rule.id())
        ? Dossier.Standing.SHADOW
        : Dossier.Standing.ARMED;
  }

  /// By role, in the order of the roles; who has several counts in each.
  private List<Dossier.People> people(Instant now) {
    var held = new HashMap<Optional<Role>, List<Habilitation>>();
    for (var one : town.governance().habilitations()) {
      if (one.isValid(now) && !ProgramKeys.isProgram(one.person())) {
        held.computeIfAbsent(Optional.ofNullable(one.mandate().role()), r -> new ArrayList<>())
            .add(one);
      }
    }
    return held.entrySet().stream()
        .map(entry -> people(entry.getKey(), entry.getValue()))
        .sorted((a, b) -> Integer.compare(order(a), order(b)))
        .toList();
  }

  /// Programs that have a key which opens something, and what they may read.
  private List<Dossier.Program> programs(Instant now) {
    return town.door().programs().list().stream()
        .filter(key -> key.isGood(now))
        .map(
            key ->
                new Dossier.Program(
                    MeAnswer.rights(
                        town.governance().habilitations(key.person()).stream()
                            .filter(held -> held.isValid(now))
                            .toList()),
                    key.expires()))
        .filter(program -> !program.rights().isEmpty())
        .toList();
  }

  private static int order(Dossier.People of) {
    return of.role().map(Role::ordinal).orElse(Role.values().length);
  }

  private static Dossier.People people(Optional<Role> role, List<Habilitation> held) {
    var all = new HashSet<String>();
    var trained = new HashSet<String>();
    var decided = new HashSet<String>();
    for (var one : held) {
      all.add(one.person());
      if (one.mandate().trained() != null) {
        trained.add(one.person());
      }
      if (!one.mandate().decision().isEmpty()) {
        decided.add(one.person());
      }
    }
    return new Dossier.People(role, all.size(), trained.size(), decided.size());
  }

  /// The share of a picture that polygons cover together, 0 to 1.
  static double share(List<List<Point>> polygons) {
    var covered = new Area();
    for (var polygon : polygons) {
      var path = new Path2D.Double();
      for (int i = 0; i < polygon.size(); i++) {
        var at = polygon.get(i);
        if (i == 0) {
          path.moveTo(at.x(), at.y());
        } else {
          path.lineTo(at.x(), at.y());
        }
      }
      path.closePath();
      covered.add(new Area(path));
    }
    return Math.clamp(size(covered), 0, 1);
  }

  /// By the shoelace formula; an area of straight lines has no other segments.
  private static double size(Area area) {
    double twice = 0;
    double x = 0;
    double y = 0;
    double fromX = 0;
    double fromY = 0;
    var at = new double[6];
    for (var i = area.getPathIterator(null); !i.isDone(); i.next()) {
      int kind = i.currentSegment(at);
      if (kind == PathIterator.SEG_MOVETO) {
        fromX = at[0];
        fromY = at[1];
      } else {
        boolean closes = kind == PathIterator.SEG_CLOSE;
        double toX = closes ? fromX : at[0];
        double toY = closes ? fromY : at[1];
        twice += x * toY - toX * y;
        at[0] = toX;
        at[1] = toY;
      }
      x = at[0];
      y = at[1];
    }
    return Math.abs(twice) / 2;
  }
}
