package org.vigie.desk.steer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.vigie.base.Clocks;
import org.vigie.desk.Views;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.model.CameraMover;
import org.vigie.model.CameraMover.Preset;
import org.vigie.model.MoverException;
import org.vigie.rules.Presets;

/// People steer cameras: one at a time each, with a permit and an entry before it moves
/// (`camera.steered`). What is drawn on the camera's picture lies elsewhere meanwhile, so its rules
/// rest until it is back and the eye agrees; that it moved is no displacement (R8). Without orders
/// it is sent back by itself. Nothing here follows anybody: every movement is somebody's order
/// (R17).
///
/// Safe for any thread. Whoever opened it has it [#look] every second.
public final class Steering {

  static final String STEERED = "camera.steered";
  static final String ENDED = "camera.steer-ended";
  static final String SENT_HOME = "camera.sent-home";
  static final String HOME = "camera.home";
  static final String DOUBTED = "camera.home-doubted";
  static final String PATROL_BEGUN = "camera.patrol-begun";
  static final String PATROL_ENDED = "camera.patrol-ended";

  /// Whoever gave the last order keeps the camera for so long.
  public static final Duration HOLD = Duration.ofSeconds(30);

  /// A camera on its way back is not judged before.
  static final Duration SETTLE = Duration.ofSeconds(8);

  /// A camera that says where it looks has come to rest there.
  static final Duration STEADY = Duration.ofSeconds(1);

  static final Duration TRY_AGAIN = Duration.ofSeconds(30);

  /// After a round that failed, its hours begin none for so long.
  static final Duration REST = Duration.ofMinutes(30);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final System.Logger LOG = System.getLogger(Steering.class.getName());

  private final Map<CameraId, Post> posts = new TreeMap<>();
  private final CameraMover mover;
  private final Governance governance;
  private final Views views;
  private final Whereabouts whereabouts;
  private final Alarms alarms;
  private final Clocks clocks;
  private final Executor senders;

  private Steering(
      Map<CameraId, SteerSettings> cameras,
      CameraMover mover,
      Governance governance,
      Views views,
      Whereabouts whereabouts,
      Alarms alarms,
      Executor senders,
      Clocks clocks) {
    this.mover = mover;
    this.whereabouts = whereabouts;
    this.senders = senders;
    this.governance = governance;
    this.views = views;
    this.alarms = alarms;
    this.clocks = clocks;
    cameras.forEach((camera, settings) -> posts.put(camera, new Post(camera, settings)));
    var story = new SteerStory();
    governance.ledger().replay(SteerStory::tells, story::fold);
    story.away().forEach(this::takeOver);
  }

  /// @param cameras those that may be steered
  /// @param whereabouts of the same cameras
  /// @param senders runs what waits for a camera that is sent home
  public static Steering open(
      Map<CameraId, SteerSettings> cameras,
      CameraMover mover,
      Governance governance,
      Views views,
      Whereabouts whereabouts,
      Alarms alarms,
      Executor senders,
      Clocks clocks) {
    return new Steering(cameras, mover, governance, views, whereabouts, alarms, senders, clocks);
  }

  /// The last process ended while it was away: it is sent back at once.
  private void takeOver(CameraId camera, Instant since) {
    var post = posts.get(camera);
    if (post == null) {
      return;
    }
    post.away(since);
    post.lastOrder = clocks.elapsed().minus(post.settings.returnAfter());
    // The eye has learnt whatever it saw first.
    views.steered(camera, true);
  }

  /// How a camera stands; nothing for one that is not steered.
  public Optional<SteerState> state(CameraId camera) {
    return Optional.ofNullable(posts.get(camera))
        .map(
            post ->
                post.state(clocks.elapsed(), standsAt(post), views.judgesAtPreset(post.camera)));
  }

  /// The cameras that may be steered.
  public Collection<CameraId> cameras() {
    return Set.copyOf(posts.keySet());
  }

  /// The places that a camera remembers.
  public List<Preset> presets(CameraId camera) throws SteerRefused, MoverException {
    try (var held = hold(post(camera))) {
      return mover.presets(camera);
    }
  }

  /// Begins to move; see [CameraMover#move].
  public void move(String person, CameraId camera, double pan, double tilt, double zoom)
      throws Refused, SteerRefused, MoverException {
    order(person, camera, () -> mover.move(camera, pan, tilt, zoom));
  }

  /// Stops every movement of somebody's own; nothing where the camera is not theirs: it may be on
  /// its way home.
  public void stop(String person, CameraId camera) throws Refused, SteerRefused, MoverException {
    if (post(camera).isHeldBy(person, clocks.elapsed())) {
      order(person, camera, () -> mover.stop(camera));
    }
  }

  /// Goes to a place that the camera remembers.
  public void goTo(String person, CameraId camera, String token)
      throws Refused, SteerRefused, MoverException {
    order(
        person,
        camera,
        () -> {
          var preset =
              mover.presets(camera).stream()
                  .filter(one -> one.token().equals(token))
                  .findFirst()
                  .orElseThrow(SteerRefused.NoPreset::new);
          mover.goTo(camera, preset);
          post(camera).sent(preset, clocks.elapsed());
        });
  }

  /// Has the camera remember where it looks now; takes CONFIGURE besides.
  ///
  /// @param name 1 to 60 characters
  public Preset remember(String person, CameraId camera, String name)
      throws Refused, SteerRefused, MoverException {
    var post = post(camera);
    try (var held = hold(post)) {
      var permit =
          governance.permit(
              person, Right.CONFIGURE, Set.of(camera), Optional.empty(), "remember a place");
      permit.use(Right.CONFIGURE, camera);
      take(person, post);
      governance.note(
          "camera.preset-set",
          person,
          Map.of("camera", camera, "permit", permit.id(), "name", name));
      return mover.remember(camera, name);
    }
  }

  /// The rounds that a camera may make.
  public List<Patrol> patrols(CameraId camera) throws SteerRefused {
    return post(camera).settings.patrols();
  }

  /// Begins a round, in the place of one under way. It goes on when the person's hold ends, until
  /// somebody steers the camera or ends it.
  ///
  /// @param name of one of [#patrols]
  public void patrol(String person, CameraId camera, String name)
      throws Refused, SteerRefused, MoverException {
    var post = post(camera);
    var patrol =
        post.settings.patrols().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(SteerRefused.NoPreset::new);
    order(person, camera, () -> begin(post, patrol, person));
  }

  /// Ends the round that a camera makes, and takes the camera; it goes home as after any order.
  public void endPatrol(String person, CameraId camera)
      throws Refused, SteerRefused, MoverException {
    // Taking it ends the round.
    order(person, camera, () -> mover.stop(camera));
  }

  /// Devices of a camera that people may use, such as a wiper, as the camera calls them.
  public List<String> devices(CameraId camera) throws SteerRefused, MoverException {
    try (var held = hold(post(camera))) {
      return mover.devices(camera);
    }
  }

  /// Uses a device of a camera, such as its wiper.
  ///
  /// @param command one of [#devices]
  public void use(String person, CameraId camera, String command)
      throws Refused, SteerRefused, MoverException {
    order(
        person,
        camera,
        () -> {
          if (!mover.devices(camera).contains(command)) {
            throw new SteerRefused.NoPreset();
          }
          governance.note("camera.auxiliary", person, Map.of("camera", camera, "command", command));
          mover.use(camera, command);
        });
  }

  private void begin(Post post, Patrol patrol, String actor) {
    governance.note(PATROL_BEGUN, actor, Map.of("camera", post.camera, "patrol", patrol.name()));
    if (post.away(clocks.wall())) {
      views.steered(post.camera, false);
    }
    leave(post);
    post.begin(new Round(patrol, clocks.wall(), clocks.elapsed()));
  }

  private void endRound(Post post, String actor, String why) {
    var round = post.round();
    if (round.isPresent()) {
      governance.note(
          PATROL_ENDED,
          actor,
          Map.of(
              "camera",
              post.camera,
              "patrol",
              round.get().patrol.name(),
              "since",
              round.get().since,
              "why",
              why));
      var unused = post.endRound();
    }
  }

  /// Sends a camera back to where its zones are drawn, and lets it go.
  public void goHome(String person, CameraId camera) throws Refused, SteerRefused, MoverException {
    var post = post(camera);
    order(
        person,
        camera,
        () -> {
          governance.note(SENT_HOME, person, Map.of("camera", camera));
          mover.goHome(camera);
          post.returning(clocks.elapsed());
        });
    end(post, person, "SENT_HOME");
  }

  /// Lets a camera go where it looks; nothing where it is not the person's.
  public void release(String person, CameraId camera) throws SteerRefused {
    var post = post(camera);
    if (post.isHeldBy(person, clocks.elapsed())) {
      end(post, person, "RELEASED");
    }
  }

  private Post post(CameraId camera) throws SteerRefused {
    var post = posts.get(camera);
    if (post == null) {
      throw new SteerRefused.NotSteerable(camera);
    }
    return post;
  }

  private interface Order {
    void give() throws Refused, SteerRefused, MoverException;
  }

  /// What is held while a camera is spoken with.
  private record Hold(Post post) implements AutoCloseable {
    @Override
    public void close() {
      post.orders.unlock();
    }
  }

  private void order(String person, CameraId camera, Order order)
      throws Refused, SteerRefused, MoverException {
    var post = post(camera);
    try (var held = hold(post)) {
      take(person, post);
      order.give();
    }
  }

  private static Hold hold(Post post) throws SteerRefused {
    try {
      if (!post.orders.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SteerRefused.Busy();
      }
      return new Hold(post);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SteerRefused.Busy();
    }
  }

  /// Makes sure that a camera is this person's, with entry and permit where it was not, and that
  /// its rules rest, before it moves.
  private void take(String person, Post post) throws Refused, SteerRefused {
    var now = clocks.elapsed();
    var camera = post.camera;
    if (post.hasRunOut(now)) {
      end(post, Actors.VIGIE, "RAN_OUT");
    }
    var holder = post.holder(now);
    boolean mine = holder.filter(person::equals).isPresent();
    if (holder.isPresent() && !mine) {
      // Supervisors have priority: over operators, not over each other.
      boolean before =
          governance.holds(person, Right.STOP, camera)
              && !governance.holds(holder.get(), Right.STOP, camera);
      if (!before) {
        throw new SteerRefused.Held(holder.get(), post.left(now));
      }
    }
    if (!mine || !governance.holds(person, Right.STEER, camera)) {
      var permit =
          governance.permit(person, Right.STEER, Set.of(camera), Optional.empty(), "steer");
      permit.use(Right.STEER, camera);
      holder.ifPresent(former -> end(post, former, "TAKEN_OVER"));
      governance.note(STEERED, person, Map.of("camera", camera, "permit", permit.id()));
      post.take(person, clocks.wall());
    }
    endRound(post, person, "STEERED");
    if (post.away(clocks.wall())) {
      views.steered(camera, false);
    }
    leave(post);
    post.ordered(now);
  }

  /// An order is about to be given: what was drawn for where the camera stands rests, and the eye
  /// looks at another view, before the camera moves.
  private void leave(Post post) {
    post.leave();
    whereabouts.leaves(post.camera);
    if (!whereabouts.ruled(post.camera).isEmpty()) {
      views.looksAt(post.camera, Optional.empty());
    }
  }

  /// The name for which something is drawn where a camera stands, or else what the camera calls it.
  private Optional<String> standsAt(Post post) {
    var stand = whereabouts.stand(post.camera);
    var at = stand.reports() ? stand.at() : arrived(post).stream().toList();
    return drawnFor(whereabouts.drawn(post.camera), at)
        .or(
            () ->
                at.stream()
                    .findFirst()
                    .map(preset -> preset.name().isEmpty() ? preset.token() : preset.name()));
  }

  /// Where it was sent and has had the time to come; of one that is asked nothing, as where nothing
  /// is drawn for presets, that is all that is known.
  private Optional<Preset> arrived(Post post) {
    return post.returning().isPresent()
        ? Optional.empty()
        : post.target().filter(target -> isThere(post, target, clocks.elapsed()));
  }

  private static Optional<String> drawnFor(Set<String> names, Collection<Preset> at) {
    return names.stream()
        .filter(name -> at.stream().anyMatch(preset -> preset.isCalled(name)))
        .findFirst();
  }

  /// Lets the rules of the preset judge to which a camera was sent, once it stands there and the
  /// eye
  /// agrees; and has them rest where it does not stand there any more.
  private void lookAtPreset(Post post, Duration now) {
    var target = post.target();
    if (target.isEmpty() || post.returning().isPresent()) {
      return;
    }
    var name = drawnFor(whereabouts.ruled(post.camera), List.of(target.get()));
    boolean there = isThere(post, target.get(), now);
    if (name.isEmpty() || !there) {
      if (post.arrivedAt().isPresent()) {
        post.arrived(null);
        if (!whereabouts.ruled(post.camera).isEmpty()) {
          views.looksAt(post.camera, Optional.empty());
        }
      }
      return;
    }
    if (post.arrivedAt().isEmpty()) {
      post.arrived(now);
      views.looksAt(post.camera, name);
    } else if (views.judgesAtPreset(post.camera)) {
      whereabouts.agrees(post.camera, name.get());
    } else if (views.comesHome(post.camera, post.arrivedAt().get()) == Views.Return.HOME) {
      views.stands(post.camera, name.get());
    } else if (views.doubtsPreset(post.camera)) {
      whereabouts.doubts(post.camera, name.get());
    }
  }

  /// Whether a camera stands where it was sent: it says so, or, of one that does not say where it
  /// looks, it has had the time.
  private boolean isThere(Post post, Preset target, Duration now) {
    var stand = whereabouts.stand(post.camera);
    if (stand.reports() && target.position().isPresent()) {
      return stand.at().stream().anyMatch(preset -> preset.token().equals(target.token()))
          && (post.arrivedAt().isPresent() || stand.steadyFor().compareTo(STEADY) >= 0);
    }
    return !stand.moving() && now.minus(post.sentAt()).compareTo(SETTLE) >= 0;
  }

  private void end(Post post, String actor, String why) {
    var held = post.held();
    if (held.isPresent()) {
      governance.note(
          ENDED,
          actor,
          Map.of(
              "camera",
              post.camera,
              "since",
              held.get().since(),
              "orders",
              held.get().orders(),
              "why",
              why));
      post.letGo(held.get());
    }
  }

  /// Lets go what nobody orders about any more, and brings back what is let go.
  public void look() {
    for (var post : posts.values()) {
      // Whoever speaks with the camera now is looked after in a second.
      if (!post.orders.tryLock()) {
        continue;
      }
      try {
        look(post);
      } catch (LedgerUnavailable e) {
        // An alarm of its own says so; the next round tries again.
        return;
      } finally {
        post.orders.unlock();
      }
    }
  }

  /// Its orders are held.
  private void look(Post post) {
    var now = clocks.elapsed();
    if (post.hasRunOut(now)) {
      end(post, Actors.VIGIE, "RAN_OUT");
    }
    lookAtRound(post, now);
    lookAtPreset(post, now);
    if (post.isDueHome(now) && post.sending.compareAndSet(false, true)) {
      // Cameras answer late where they are ill: the others do not wait for one.
      senders.execute(() -> send(post));
    }
    var since = post.returning();
    if (since.isEmpty() || now.minus(since.get()).compareTo(SETTLE) < 0) {
      return;
    }
    var seenSince = since.get();
    if (views.viewed(post.camera).isEmpty()) {
      if (whereabouts.stand(post.camera).moving()) {
        return;
      }
      views.looksAt(post.camera, Optional.of(Presets.HOME));
      post.homeSeen(now);
    }
    if (post.homeSeenFrom().isPresent()) {
      seenSince = post.homeSeenFrom().get();
    }
    switch (views.comesHome(post.camera, seenSince)) {
      case NOT_YET -> {}
      case HOME -> {
        governance.note(HOME, Actors.VIGIE, Map.of("camera", post.camera));
        post.home();
        views.home(post.camera);
        alarms.end(AlarmKind.CAMERA_AWAY, post.camera.value());
      }
      case DOUBTFUL -> {
        governance.note(DOUBTED, Actors.VIGIE, Map.of("camera", post.camera));
        post.home();
        views.doubt(post.camera);
        alarms.end(AlarmKind.CAMERA_AWAY, post.camera.value());
      }
    }
  }

  /// Begins and ends a round by its hours, and sends its camera on.
  private void lookAtRound(Post post, Duration now) {
    var round = post.round();
    if (round.isEmpty()) {
      var due =
          post.settings.patrols().stream()
              .filter(one -> one.hours().filter(hours -> hours.holds(clocks.wall())).isPresent())
              .findFirst();
      if (due.isPresent()
          && post.isFree(now)
          && !post.hasGivenUp(clocks.wall())
          && !views.looksElsewhere(post.camera)) {
        begin(post, due.get(), Actors.VIGIE);
      }
      return;
    }
    var hours = round.get().patrol.hours();
    if (hours.isPresent() && !hours.get().holds(clocks.wall()) && post.isOfHours()) {
      endRound(post, Actors.VIGIE, "HOURS");
      post.lastOrder = now.minus(post.settings.returnAfter());
      return;
    }
    if (round.get().isDue(now) && post.sending.compareAndSet(false, true)) {
      senders.execute(() -> sendOn(post));
    }
  }

  /// To the next place of its round.
  private void sendOn(Post post) {
    var camera = post.camera;
    try (var held = hold(post)) {
      var round = post.round();
      if (round.isEmpty() || !round.get().isDue(clocks.elapsed())) {
        return;
      }
      var place = round.get().place();
      try {
        var preset =
            mover.presets(camera).stream()
                .filter(one -> one.name().equals(place) || one.token().equals(place))
                .findFirst()
                .orElseThrow(
                    () -> new MoverException("it remembers no place called '" + place + "'."));
        leave(post);
        mover.goTo(camera, preset);
        post.sent(preset, clocks.elapsed());
        round.get().went(clocks.elapsed());
      } catch (MoverException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} does not go on with its round: {1}",
            camera,
            e.getMessage());
        if (round.get().failed(clocks.elapsed())) {
          post.gaveUp(clocks.wall());
          endRound(post, Actors.VIGIE, "FAILED");
        }
      }
    } catch (SteerRefused | LedgerUnavailable e) {
      // Somebody speaks with it, or an alarm of its own says so: the next second tries again.
      LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", camera, e.getMessage());
    } finally {
      post.sending.set(false);
    }
  }

  private void send(Post post) {
    var camera = post.camera;
    try (var held = hold(post)) {
      if (!post.isDueHome(clocks.elapsed())) {
        return;
      }
      if (post.isFirstTry()) {
        governance.note(SENT_HOME, Actors.VIGIE, Map.of("camera", camera));
      }
      leave(post);
      mover.goHome(camera);
      post.returning(clocks.elapsed());
    } catch (MoverException | SteerRefused e) {
      post.failed(clocks.elapsed());
      LOG.log(
          System.Logger.Level.WARNING, "{0} could not be sent home: {1}", camera, e.getMessage());
      alarms.raise(
          AlarmKind.CAMERA_AWAY,
          camera.value(),
          "The camera was steered and cannot be sent back: "
              + e.getMessage()
              + " Recording goes on; its rules rest until it is back.");
    } catch (LedgerUnavailable e) {
      post.failed(clocks.elapsed());
    } finally {
      post.sending.set(false);
    }
  }
}
