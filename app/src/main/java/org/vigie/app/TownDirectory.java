package org.vigie.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.desk.masks.MaskDrawings;
import org.vigie.governance.Governance;
import org.vigie.link.detector.DetectorManifest;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;
import org.vigie.rules.Place;
import org.vigie.rules.Presets;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.server.CameraDirectory;
import org.vigie.server.CameraView;
import org.vigie.server.ModelView;
import org.vigie.server.machine.EyesView;
import org.vigie.sight.BurnCounts;
import org.vigie.sight.BurnerStage;
import org.vigie.sight.Sight;
import org.vigie.sight.SightCounts;
import org.vigie.sight.StageTimes;

/// The town's cameras as the server shows them.
final class TownDirectory implements CameraDirectory {

  private static final long MILLI = 1_000_000;

  private final List<CameraPost> posts;
  private final Optional<Sight> sight;
  private final MaskDrawings masks;
  private final Governance governance;
  private final Clocks clocks;

  TownDirectory(
      List<CameraPost> posts,
      Optional<Sight> sight,
      MaskDrawings masks,
      Governance governance,
      Clocks clocks) {
    this.posts = List.copyOf(posts);
    this.sight = sight;
    this.masks = masks;
    this.governance = governance;
    this.clocks = clocks;
  }

  @Override
  public List<CameraView> list() {
    return posts.stream().map(this::view).toList();
  }

  @Override
  public Optional<ModelView> model() {
    return sight.flatMap(Sight::detector).map(TownDirectory::model);
  }

  @Override
  public Optional<EyesView> eyes() {
    return sight.map(
        eyes ->
            new EyesView(
                eyes.eyes(),
                eyes.running(),
                eyes.restarts(),
                eyes.lastEnd(),
                eyes.moves(),
                eyes.confined(),
                eyes.confinementMissing(),
                eyes.detector().map(DetectorManifest::name),
                eyes.detectorRefusal()));
  }

  private static ModelView model(DetectorManifest model) {
    return new ModelView(
        model.name(),
        model.sha256(),
        model.labels(),
        model.says(),
        model.purpose(),
        model.licence(),
        model.source());
  }

  private CameraView view(CameraPost post) {
    var config = post.config();
    var counts = sight.map(s -> s.counts(config.id()));
    return new CameraView(
        config.id(),
        config.name(),
        config.groups(),
        post.states(),
        post.sightMode(),
        post.book().places().stream().map(place -> zone(post.book(), place)).toList(),
        post.book().rules().stream().map(TownDirectory::rule).toList(),
        counts.map(SightCounts::analysed).orElse(0L),
        counts.map(SightCounts::skipped).orElse(0L),
        counts.map(SightCounts::stages).map(TownDirectory::stages),
        RecordingHealth.norm(config, governance.recordingAct(config.id(), clocks.wall())),
        masks.inForce(config.id()).map(of -> masks(of, post.burners())),
        config.site());
  }

  private static CameraView.Stages stages(StageTimes times) {
    return new CameraView.Stages(
        times.decodeNanos() / MILLI,
        times.gateNanos() / MILLI,
        times.detectNanos() / MILLI,
        times.trackNanos() / MILLI,
        times.maskNanos() / MILLI);
  }

  private static CameraView.Masks masks(PrivacyMasks masks, List<BurnerStage> stages) {
    var counts = stages.stream().map(BurnerStage::counts).toList();
    return new CameraView.Masks(
        masks.version(),
        masks.all(),
        (int) stages.stream().filter(stage -> stage.pid().isPresent()).count(),
        counts.stream().mapToLong(BurnCounts::burned).sum(),
        counts.stream().mapToLong(BurnCounts::lost).sum(),
        counts.stream().mapToDouble(BurnCounts::millisPerPicture).sum(),
        counts.stream().mapToDouble(BurnCounts::corePercent).sum());
  }

  private static CameraView.Zone zone(RuleBook book, Place place) {
    var zone = zone(place);
    var preset = book.presetOf(place);
    return new CameraView.Zone(
        zone.id(),
        zone.kind(),
        zone.points(),
        zone.direction(),
        preset.equals(Presets.HOME) ? Optional.empty() : Optional.of(preset));
  }

  private static CameraView.Zone zone(Place place) {
    return switch (place) {
      case Place.Zone(var id, var area) ->
          new CameraView.Zone(id, CameraView.Zone.Kind.AREA, area.points(), List.of());
      case Place.Line(var id, var points) ->
          new CameraView.Zone(id, CameraView.Zone.Kind.LINE, points, List.of());
      case Place.Lane(var id, var area, double dx, double dy) ->
          new CameraView.Zone(
              id, CameraView.Zone.Kind.LANE, area.points(), arrow(area.points(), dx, dy));
    };
  }

  /// A short arrow from the middle of a lane's corners in its direction.
  private static List<Point> arrow(List<Point> corners, double dx, double dy) {
    double x = corners.stream().mapToDouble(Point::x).average().orElse(0.5);
    double y = corners.stream().mapToDouble(Point::y).average().orElse(0.5);
    double length = Math.hypot(dx, dy);
    var tip = new Point(x + 0.1 * dx / length, y + 0.1 * dy / length);
    return new ArrayList<>(List.of(new Point(x, y), tip));
  }

  private static CameraView.Rule rule(Rule rule) {
    Map<String, String> settings = new LinkedHashMap<>(rule.settings());
    if (!rule.target().equals(org.vigie.rules.Target.ANY)) {
      settings.put("class", rule.target().name().toLowerCase(java.util.Locale.ROOT));
    }
    return new CameraView.Rule(rule.id(), rule.event(), rule.zone(), settings);
  }
}
