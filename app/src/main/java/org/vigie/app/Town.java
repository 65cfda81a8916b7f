package org.vigie.app;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vigie.app.camera.AskedCamera;
import org.vigie.app.camera.OnvifMover;
import org.vigie.app.signals.SignalEars;
import org.vigie.app.tell.TownTelling;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.KeptClocks;
import org.vigie.base.NtpReader;
import org.vigie.base.Programs;
import org.vigie.base.Repeated;
import org.vigie.desk.AlarmBoard;
import org.vigie.desk.Desk;
import org.vigie.desk.DeskSettings;
import org.vigie.desk.Drawings;
import org.vigie.desk.Views;
import org.vigie.desk.masks.MaskDrawings;
import org.vigie.desk.masks.MaskSet;
import org.vigie.desk.steer.Steering;
import org.vigie.desk.steer.Whereabouts;
import org.vigie.governance.Governance;
import org.vigie.governance.time.TownClock;
import org.vigie.governance.viewing.Viewings;
import org.vigie.ingest.ClearTaps;
import org.vigie.link.detector.DetectorFile;
import org.vigie.model.CameraId;
import org.vigie.model.LivePictures;
import org.vigie.model.MaskedCopies;
import org.vigie.model.Observation;
import org.vigie.model.ObservationSink;
import org.vigie.model.SceneSigns;
import org.vigie.recording.Recorder;
import org.vigie.recording.clips.ClipSettings;
import org.vigie.recording.clips.ClipStore;
import org.vigie.relay.RelayServer;
import org.vigie.rules.RuleBook;
import org.vigie.server.ServerSettings;
import org.vigie.server.VigieServer;
import org.vigie.sight.Burners;
import org.vigie.sight.Sight;

/// A town that runs: everything wired together. Order is the order of the lines in [#start];
/// closing is its reverse, so that pictures stop before what stores them.
final class Town implements AutoCloseable {

  private static final Duration STEERING_EVERY = Duration.ofSeconds(1);
  private static final Duration WHEREABOUTS_EVERY = Duration.ofMillis(500);
  private static final Duration DESK_EVERY = Duration.ofSeconds(1);
  private static final Duration JOURNALS_EVERY = Duration.ofHours(12);

  private final TownConfig config;
  private final KeptClocks clocks;
  private final Closing closing = new Closing();

  private final Governance governance;
  private final AlarmBoard alarms;
  private final TownClock clock;
  private final Recorder recorder;
  private final ClipStore clips;
  private final Desk desk;
  private final Drawings drawings;
  private final TownTelling telling;
  private final Views views;
  private final Whereabouts whereabouts;
  private final Steering steering;
  private final Optional<Sight> sight;
  private final Optional<WallDuty> walls;
  private final Burners burners;
  private final ClearTaps clear = new ClearTaps();
  private final CameraLogins logins;
  private final OnvifMover mover;
  private final List<CameraPost> posts;
  private final VigieServer server;
  private final Optional<RelayServer> relays;
  private final SignalEars ears;
  private final RunFacts runFacts;
  private final ActsWatch actsWatch;
  private final ActDuty actDuty;
  private final long startedNanos;
  private volatile ObservationSink witness = observation -> {};

  /// Opens the data folder, starts the eyes, the cameras and the server.
  ///
  /// @param progress hears what takes time, in plain words
  /// @throws BadInput if configuration, acts or rules cannot be used; nothing has been started
  /// @throws IOException with a plain message if the folder, an eye or the port cannot be used
  static Town start(TownConfig config, Programs programs, Consumer<String> progress)
      throws BadInput, IOException {
    return start(config, programs, Clocks.system(), progress);
  }

  /// As above, by other clocks than the machine's.
  static Town start(TownConfig config, Programs programs, Clocks clocks, Consumer<String> progress)
      throws BadInput, IOException {
    var law = TownActs.take(config, clocks);
    TownRules.check(config);
    Files.createDirectories(config.data());
    new DataFolder(config.data()).remember(config.file());
    var model = config.detector();
    return new Town(config, law, model, programs, clocks, progress);
  }

  private Town(
      TownConfig config,
      TownActs law,
      Optional<DetectorFile> model,
      Programs programs,
      Clocks machine,
      Consumer<String> progress)
      throws BadInput, IOException {
    this.config = config;
    this.clocks = new KeptClocks(machine);
    var data = config.data();
    try {
      governance =
          closing.add(Governance.open(data, config.town(), law.profile(), law.acts(), clocks));
      governance
          .cosignatures()
          .adopt(config.ledger().witnesses().stream().map(WitnessConfig::key).toList());
      governance
          .sources()
          .adopt(config.cameras().stream().flatMap(camera -> camera.source().stream()).toList());
      governance.viewings().adopt(config.viewing(), governance.lastEntryBefore());
      closing.add(Repeated.start("viewing", Viewings.EVERY, governance.viewings()::round));
      alarms = closing.add(AlarmBoard.open(governance, clocks));
      UpgradeDuty.tell(data, governance.ledger(), alarms);
      var witnessPost =
          closing.add(
              new WitnessPost(
                  config.ledger().witnesses(), governance.ledger(), governance.cosignatures()));
      closing.add(Repeated.start("witness-post", WitnessPost.EVERY, witnessPost::round));
      var witnesses =
          new WitnessDuty(governance.cosignatures(), witnessPost::failure, alarms, clocks);
      closing.add(Repeated.start("witnesses", WitnessDuty.EVERY, witnesses::round));
      clock =
          closing.add(
              TownClock.open(
                  data.resolve("clock"), governance, alarms, NtpReader.system(), clocks));
      recorder =
          closing.add(
              Recorder.open(
                  config.recording(), governance.keys(), governance.ledger(), alarms, clocks));
      clock.afterConfirming(recorder::confirmClock);
      clips =
          ClipStore.open(
              ClipSettings.in(data, config.keepClips()),
              governance.clipKeys(),
              governance.ledger()::append,
              alarms,
              clocks.wall());
      desk =
          closing.add(
              Desk.open(
                  DeskSettings.in(data).at(config.daylight()).patience(config.escalateAfter()),
                  governance,
                  alarms,
                  clocks));
      desk.outside().adopt(config.signals().sources());
      closing.add(Repeated.start("escalation", DESK_EVERY, desk::look));
      telling = closing.add(TownTelling.start(config, governance, alarms, desk, clocks));
      views = closing.add(Views.open(governance, alarms, desk, clocks));
      mover = closing.add(new OnvifMover(steered(config), clocks));
      drawings =
          Drawings.open(
              desk,
              governance,
              clocks,
              TownRules.files(config),
              data.resolve("rules-before"),
              masks());
      whereabouts = whereabouts();
      steering = steering();
      var deletion =
          new DeletionRound(
              clock,
              recorder,
              clips,
              desk,
              new HoldDuty(governance.holds(), alarms, clocks),
              clocks);
      var proof =
          new DestructionProof(governance, recorder, config.zone(), clocks, clock::holdsDeletion);
      governance.freeText().adopt(config.ledger().keepWords());
      var words =
          new WordsDuty(governance.freeText(), desk.log()::endOld, clocks, clock::holdsDeletion);
      closing.add(Repeated.start("words", WordsDuty.EVERY, words::round));
      closing.add(Repeated.start("destruction-proof", DestructionProof.EVERY, proof::run));
      closing.add(Repeated.start("retention", DeletionRound.EVERY, deletion::run));
      closing.add(
          Repeated.start("journals", JOURNALS_EVERY, () -> fold(law.profile().listDeletionsFor())));
      var beside = new TownPrograms(config, programs, clocks);
      var simulator = beside.simulator(progress);
      simulator.ifPresent(closing::add);
      sight = beside.sight(model, this::observed);
      sight.ifPresent(closing::add);
      sight.ifPresent(eyes -> new ModelKeeper(data, governance).tell(eyes, progress));
      walls = sight.map(eyes -> new WallDuty(eyes, alarms, progress));
      var maskDuty = new MaskDuty(drawings.masks(), governance, alarms);
      maskDuty.bringIntoForce(config.cameras());
      burners = closing.add(beside.burners(alarms));
      var demuxers = beside.demuxers();
      logins = new CameraLogins(new CameraOrigins(config, simulator, demuxers), config.file());
      posts = makePosts();
      drawings
          .masks()
          .listen(
              camera ->
                  posts.stream()
                      .filter(post -> post.config().id().equals(camera))
                      .forEach(
                          post -> {
                            maskDuty.flag(post.config());
                            post.keep(clocks.wall());
                          }));
      var runFile = new RunFile(data);
      runFacts = new RunFacts(runFile, sight, burners);
      actDuty = new ActDuty(governance, alarms, clocks);
      actsWatch = new ActsWatch(config.acts(), config.authorities(), governance, alarms);
      closing.add(runFile::remove);
      server = closing.add(startServer(programs));
      var innerMasks =
          new InnerMaskDuty(
              config.cameras(),
              () -> posts.stream().flatMap(post -> post.states().stream()).toList(),
              AskedCamera::covers,
              governance,
              alarms,
              clocks);
      governance.relays().adopt(config.relays().agreements());
      relays = startRelays();
      relays.ifPresent(closing::add);
      closing.add(
          ControlSocket.open(
              new DataFolder(data).control(),
              new Exporter(governance, recorder, ExportCommand.receipts(config), copies(), clocks),
              new ModelKeeper(data, governance),
              new Commissioner(desk.commissioning(), governance),
              new ActClerk(governance),
              new BackupClerk(governance.ledger()),
              new PeopleClerk(server.door(), governance, server.url(), clocks),
              new StatusClerk(
                  server.url(), standing(config), recorder, governance.ledger(), alarms),
              new FleetClerk(
                  governance,
                  done -> fleet(done, innerMasks),
                  new CamerasStanding(config.cameras(), governance, recorder, desk, clocks)),
              new FileImport(governance, recorder, demuxers, clocks)::take));
      closing.add(Repeated.start("masks inside cameras", InnerMaskDuty.EVERY, innerMasks::round));
      ears = closing.add(SignalEars.start(config, desk.outside(), alarms, clocks));
      startedNanos = clocks.elapsedNanos();
      var cameraClocks =
          new CameraClocks(
              () -> posts.stream().flatMap(post -> post.states().stream()).toList(),
              governance,
              alarms,
              clocks);
      closing.add(Repeated.start("camera clocks", CameraClocks.EVERY, cameraClocks::round));
      closing.add(new Keeper(posts, this::afterRound, clocks));
      // Last, so that they end first: what stops in good order is no alarm.
      var inService = new CamerasInService(posts, governance, views, clocks);
      var outage = new GroupOutage(inService::look, alarms, clocks);
      closing.add(Repeated.start("group outage", GroupOutage.EVERY, outage::round));
      closing.add(
          RecordingHealth.start(
              posts.stream().map(CameraPost::config).toList(),
              governance,
              recorder,
              alarms,
              clocks));
      runFacts.begin(server, DemoMark.isIn(data));
    } catch (BadInput | IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(Exception failure) {
    try {
      closing.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void fold(Duration listed) {
    if (!clock.holdsDeletion()) {
      recorder.foldJournals(clocks.wall().minus(listed));
    }
  }

  /// Takes over what somebody has done to a camera from the command line.
  private void fleet(FleetClerk.Request done, InnerMaskDuty masks) {
    if (done.what() == FleetFact.MASKS_SET && "done".equals(done.facts().get("result"))) {
      masks.told(new CameraId(done.camera()), done.facts().getOrDefault("version", ""));
    }
    boolean renewed = done.what() == null;
    boolean anotherDevice =
        renewed && !FleetClerk.PASSWORD.equals(done.facts().get(FleetClerk.RENEW));
    if (anotherDevice) {
      // What is drawn on its picture was drawn on another device's.
      var camera = new CameraId(done.camera());
      views.steered(camera, true);
      views.doubt(camera);
    }
    if (renewed) {
      logins.renew(
          new CameraId(done.camera()),
          camera -> {
            mover.renew(camera);
            masks.renew(camera);
            ears.renew(camera);
          });
    }
  }

  /// Masks first: what the desk makes of a picture must never delay its mask.
  private void observed(Observation observation) {
    recorder.mask(observation.camera(), observation.mask());
    views.observed(whereabouts.hides(observation.camera()) ? unseen(observation) : observation);
    desk.observed(observation);
    witness.observed(observation);
  }

  /// How a camera sees is not to be told from pictures that are covered whole.
  private static Observation unseen(Observation of) {
    var signs = of.signs();
    return new Observation(
        of.camera(),
        of.at(),
        of.ticks(),
        of.learning(),
        of.tracked(),
        of.tracks(),
        new SceneSigns(signs.resting(), signs.fires(), signs.motion(), Set.of()),
        of.mask());
  }

  /// How many cameras should always record.
  private static int standing(TownConfig config) {
    return (int) config.cameras().stream().filter(camera -> camera.source().isEmpty()).count();
  }

  private static List<CameraConfig> steered(TownConfig config) {
    return config.cameras().stream().filter(c -> c.steer().isPresent()).toList();
  }

  /// Cameras that the configuration lets people steer.
  private Steering steering() {
    var cameras = steered(config);
    var opened =
        Steering.open(
            cameras.stream()
                .collect(toMap(CameraConfig::id, camera -> camera.steer().orElseThrow())),
            mover,
            governance,
            views,
            whereabouts,
            alarms,
            order -> Thread.ofVirtual().name("sends a camera home").start(order),
            clocks);
    closing.add(Repeated.start("steering", STEERING_EVERY, opened::look));
    return opened;
  }

  private Whereabouts whereabouts() {
    var opened =
        new Whereabouts(
            steered(config).stream().map(CameraConfig::id).collect(toSet()),
            mover,
            camera -> desk.book(camera).map(book -> book.presets().names()).orElseGet(Set::of),
            drawings.masks()::inForce,
            alarms,
            question -> Thread.ofVirtual().name("asks a camera where it looks").start(question),
            clocks);
    closing.add(Repeated.start("whereabouts", WHEREABOUTS_EVERY, opened::look));
    return opened;
  }

  private MaskDrawings masks() throws BadInput {
    var configured = new HashMap<CameraId, MaskSet>();
    for (var camera : config.cameras()) {
      camera
          .masks()
          .ifPresent(set -> configured.put(camera.id(), new MaskSet(set.zones(), set.presets())));
    }
    var cameras = config.cameras().stream().map(CameraConfig::id).toList();
    var turned =
        config.cameras().stream()
            .filter(camera -> camera.steer().isPresent() || camera.source().isPresent())
            .map(CameraConfig::id)
            .collect(toSet());
    return MaskDrawings.open(
        cameras, configured, turned, config.data().resolve("masks"), governance);
  }

  private List<CameraPost> makePosts() throws BadInput {
    var services =
        new CameraPost.Services(
            governance,
            recorder,
            sight,
            burners,
            clear,
            camera -> desk.book(camera).orElseGet(() -> RuleBook.empty(camera)),
            desk::standsAt,
            views::looksElsewhere,
            views::viewed,
            drawings.masks()::inForce,
            whereabouts,
            alarms,
            clocks);
    var made = new ArrayList<CameraPost>();
    for (var camera : config.cameras()) {
      var origins = logins.of(camera);
      made.add(
          new CameraPost(
              camera, origins.getFirst(), origins.stream().skip(1).findFirst(), services));
    }
    return List.copyOf(made);
  }

  private MaskedCopies copies() {
    return sight.<MaskedCopies>map(s -> s).orElseGet(NoSight::new);
  }

  private VigieServer startServer(Programs programs) throws BadInput, IOException {
    var listen = config.listen();
    var settings =
        new ServerSettings(
            config.town(),
            Programs.VERSION,
            DemoMark.isIn(config.data()),
            listen.host(),
            listen.port(),
            listen.tls().map(tls -> new ServerSettings.Tls(tls.certificate(), tls.key())),
            config.data(),
            programs.home().resolve("console/dist"),
            config.zone(),
            config.notice(),
            config.map(),
            config.signIn(),
            new ServerSettings.LawFiles(config.acts(), TownActs.ownProfile(config)),
            config.metricsToken());
    var training = DemoMark.isIn(config.data()) ? DemoMark.read(config.data()).training() : null;
    var played =
        training == null
            ? settings
            : settings.training(ExerciseTruth.read(config.data(), training, clocks.wall()));
    var none = new NoSight();
    LivePictures live = sight.<LivePictures>map(s -> s).orElse(none);
    var directory = new TownDirectory(posts, sight, drawings.masks(), governance, clocks);
    return VigieServer.start(
        played,
        governance,
        recorder,
        clips,
        desk,
        drawings,
        alarms,
        views,
        steering,
        clock,
        live,
        clear,
        copies(),
        directory,
        telling::receivers,
        clocks);
  }

  private Optional<RelayServer> startRelays() throws IOException {
    var settings = config.relays().server();
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    LivePictures live = sight.<LivePictures>map(s -> s).orElseGet(NoSight::new);
    return Optional.of(RelayServer.start(settings.get(), governance.relays(), live, clear, clocks));
  }

  private void afterRound() {
    actsWatch.look(clocks.elapsed());
    actDuty.remind();
    walls.ifPresent(WallDuty::look);
    runFacts.note();
  }

  /// Shows checks of what is kept what has been seen.
  void witness(ObservationSink also) {
    witness = also;
  }

  /// The elapsed clock when the first camera was called.
  long startedNanos() {
    return startedNanos;
  }

  TownConfig config() {
    return config;
  }

  Governance governance() {
    return governance;
  }

  Drawings drawings() {
    return drawings;
  }

  Recorder recorder() {
    return recorder;
  }

  Desk desk() {
    return desk;
  }

  VigieServer server() {
    return server;
  }

  Optional<RelayServer> relays() {
    return relays;
  }

  List<CameraPost> posts() {
    return posts;
  }

  /// Whether a camera's rules rest because its view is not the one that it was.
  boolean looksElsewhere(CameraId camera) {
    return views.looksElsewhere(camera);
  }

  long eyeRestarts() {
    return sight.map(Sight::restarts).orElse(0L);
  }

  @Override
  public void close() {
    closing.close();
  }
}
