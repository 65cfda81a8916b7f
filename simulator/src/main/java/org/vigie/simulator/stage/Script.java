package org.vigie.simulator.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.simulator.draw.Body;
import org.vigie.simulator.scene.Pedestrian;
import org.vigie.simulator.scene.Pose;
import org.vigie.simulator.scene.Route;
import org.vigie.simulator.scene.Wardrobe;
import org.vigie.simulator.scene.Zone;

/// Collects what is played in one scene, what is drawn and armed, and what is true of it. One
/// thread only.
final class Script {

  /// Outside of every picture, in metres to the side.
  static final double WINGS = 19;

  /// Something that moves and is no thing to be seen: a bush in the wind.
  @FunctionalInterface
  interface Mover {
    Body at(double s);
  }

  /// A rule of the scene.
  ///
  /// @param kind `person` or `vehicle`; empty: both
  /// @param more further settings, as a rules file has them
  record Armed(EventType event, String zone, String kind, String more) {}

  /// When an event is really there.
  record Span(EventType event, String zone, double fromS, double toS) {}

  final Venue venue;
  final double seconds;
  final SplittableRandom random;
  final Wardrobe wardrobe;
  final List<Performer> cast = new ArrayList<>();
  final List<Mover> movers = new ArrayList<>();
  final List<Lights.Lamp> lamps = new ArrayList<>();
  final List<Zone> zones = new ArrayList<>();
  final List<Armed> rules = new ArrayList<>();
  final List<Span> spans = new ArrayList<>();
  private int people;

  Script(Venue venue, double seconds, long seed) {
    this.venue = venue;
    this.seconds = seconds;
    this.random = new SplittableRandom(seed);
    this.wardrobe = new Wardrobe(random.nextLong());
  }

  double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /// 1 or -1.
  int side() {
    return random.nextBoolean() ? 1 : -1;
  }

  private String id(String what) {
    return String.format(Locale.ROOT, "%s-%d", what, ++people);
  }

  /// Somebody goes a way.
  void walks(Route.Builder way) {
    walks(way, wardrobe.pedestrian(), 1 + random.nextLong(1_000_000));
  }

  /// @param sway chooses how they sway where they stand; 0 for not at all
  void walks(Route.Builder way, Pedestrian look, long sway) {
    cast.add(Performer.on(id("person"), CoarseClass.PERSON, way, look, sway));
  }

  /// Somebody rides a way.
  void rides(Route.Builder way) {
    cast.add(Performer.on(id("bicycle"), CoarseClass.TWO_WHEELER, way, wardrobe.cyclist(), 0));
  }

  /// A car goes a way; by night with its lamps on.
  void drives(Route.Builder way) {
    boolean night = venue.setting().isNight();
    cast.add(Performer.on(id("car"), CoarseClass.CAR, way, wardrobe.car(night), 0));
    if (night) {
      lamps.add(Lights.headlights(way.end()));
    }
  }

  /// How somebody is held at a time.
  @FunctionalInterface
  interface Holding {
    Mannequin.Posture at(double s);
  }

  /// Somebody goes a way and is held as `holding` says from a time on; before it they walk.
  void acts(Route.Builder way, double fromS, double untilS, Holding holding) {
    Pedestrian look = wardrobe.pedestrian();
    var mannequin = new Mannequin(look);
    var route = way.end();
    cast.add(
        new Performer(
            id("person"),
            CoarseClass.PERSON,
            s ->
                Performer.poseOn(route, s)
                    .map(
                        (Pose pose) ->
                            s < fromS || s > untilS
                                ? look.at(pose)
                                : mannequin.at(pose, holding.at(s)))));
  }

  /// A thing that is not a person.
  void thing(String what, CoarseClass kind, Performer.Part part) {
    cast.add(new Performer(id(what), kind, part));
  }

  /// Some people who pass behind, or in front, of what matters.
  ///
  /// @param z where they walk
  void passers(int count, double z) {
    for (int i = 0; i < count; i++) {
      int from = side();
      double at = z + between(-0.5, 0.5);
      walks(
          Route.from(between(-4, seconds - 12), -from * WINGS, at)
              .speed(between(1.1, 1.7))
              .to(from * WINGS, at + between(-0.3, 0.3)));
    }
  }

  void area(String id, double x0, double z0, double x1, double z1) {
    zones.add(Zone.area(venue.lens(), id, x0, z0, x1, z0, x1, z1, x0, z1));
  }

  void arm(EventType event, String zone, String kind, String more) {
    rules.add(new Armed(event, zone, kind, more));
  }

  void expect(EventType event, String zone, double fromS, double toS) {
    spans.add(new Span(event, zone, fromS, toS));
  }
}
