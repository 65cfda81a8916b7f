package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.vigie.desk.Views;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.time.TownClock;
import org.vigie.ingest.Origin;
import org.vigie.link.detector.DetectorFile;
import org.vigie.media.rtsp.Credentials;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.LivePictures;
import org.vigie.model.MaskedCopies;
import org.vigie.model.Observation;
import org.vigie.model.ObservationSink;
import org.vigie.model.StreamKind;
import org.vigie.model.ViewTrouble;
import org.vigie.recording.Recorder;
import org.vigie.rules.RuleBook;
import org.vigie.rules.RuleBooks;
import org.vigie.server.ServerSettings;
import org.vigie.server.VigieServer;
import org.vigie.sight.BurnSettings;
import org.vigie.sight.Burners;
import org.vigie.sight.Demuxers;
import org.vigie.sight.Sight;
import org.vigie.sight.SightSettings;

/// A town that runs: everything wired together. Order is the order of the lines in [#start];
/// closing is its reverse, so that pictures stop before what stores them.
final class Town implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Town.class.getName());
  private static final Duration RETENTION_EVERY = Duration.ofMinutes(1);
  private static final Duration JOURNALS_EVERY = Duration.ofHours(12);

  private final TownConfig config;
  private final KeptClocks clocks;
  private final Closing closing = new Closing();

  private final Governance governance;
  private final AlarmBoard alarms;
  private final TownClock clock;
  private final Recorder recorder;
  private final Desk desk;
  private final Views views;
  private final Optional<Sight> sight;
  private final Optional<WallDuty> walls;
  private final Optional<Burners> burners;
  private final Demuxers demuxers;
  private final List<CameraPost> posts;
  private final VigieServer server;
  private final RunFile runFile;
  private final ActsWatch actsWatch;
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
    var profile = profile(config);
    var acts = Acts.read(config.acts(), profile);
    var books = books(config);
    Files.createDirectories(config.data());
    new DataFolder(config.data()).remember(config.file());
    var model = config.detector();
    return new Town(config, profile, acts, books, model, programs, clocks, progress);
  }

  private Town(
      TownConfig config,
      LegalProfile profile,
      Acts acts,
      Map<CameraId, RuleBook> books,
      Optional<DetectorFile> model,
      Programs programs,
      Clocks machine,
      Consumer<String> progress)
      throws BadInput, IOException {
    this.config = config;
    this.clocks = new KeptClocks(machine);
    var data = config.data();
    try {
      governance = closing.add(Governance.open(data, config.town(), profile, acts, clocks));
      alarms = closing.add(AlarmBoard.open(governance, clocks));
      clock =
          closing.add(
              TownClock.open(
                  data.resolve("clock"), governance, alarms, NtpReader.system(), clocks));
      recorder =
          closing.add(
              Recorder.open(
                  config.recording(), governance.keys(), governance.ledger(), alarms, clocks));
      clock.afterConfirming(recorder::confirmClock);
      desk =
          closing.add(
              Desk.open(DeskSettings.in(data).at(config.daylight()), governance, alarms, clocks));
      views = closing.add(Views.open(governance, alarms, desk, clocks));
      books.values().forEach(this::arm);
      closing.add(Repeated.start("retention", RETENTION_EVERY, this::deleteExpired));
      closing.add(
          Repeated.start("journals", JOURNALS_EVERY, () -> fold(profile.listDeletionsFor())));
      var simulator = simulator(data, programs, progress);
      simulator.ifPresent(closing::add);
      sight = sight(data, model, programs);
      sight.ifPresent(closing::add);
      sight.ifPresent(eyes -> new ModelKeeper(data, governance).tell(eyes, progress));
      walls = sight.map(eyes -> new WallDuty(eyes, alarms, progress));
      new MaskDuty(governance, alarms).bringIntoForce(config.cameras());
      burners = burners(data, programs);
      burners.ifPresent(closing::add);
      demuxers =
          new Demuxers(
              program(programs, "org.vigie.eye.DemuxMain", "-Xmx128m"),
              data.resolve("run"),
              clocks);
      posts = posts(books, simulator);
      runFile = new RunFile(data);
      actsWatch = new ActsWatch(config.acts(), governance);
      closing.add(runFile::remove);
      server = closing.add(startServer(programs));
      closing.add(
          ControlSocket.open(
              new DataFolder(data).control(),
              new Exporter(governance, recorder),
              new ModelKeeper(data, governance),
              new Commissioner(desk.commissioning(), governance)));
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
      var outage = new GroupOutage(this::howCamerasAre, alarms, clocks);
      closing.add(Repeated.start("group outage", GroupOutage.EVERY, outage::round));
      closing.add(
          RecordingHealth.start(
              posts.stream().map(CameraPost::config).toList(),
              governance,
              recorder,
              alarms,
              clocks));
      writeRunFile();
    } catch (BadInput | IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  /// Brings a camera's rules into force; the ledger says which.
  private void arm(RuleBook book) {
    if (!book.rules().isEmpty()) {
      var rules = book.rules().stream().map(rule -> rule.event() + " " + rule.zone()).toList();
      governance.note(
          "rules.armed", Actors.VIGIE, Map.of("camera", book.camera().value(), "rules", rules));
    }
    book.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    desk.arm(book);
  }

  private void closeAfter(Exception failure) {
    try {
      closing.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  static LegalProfile profile(TownConfig config) throws BadInput {
    var profile =
        LegalProfile.builtInNames().contains(config.profile())
            ? LegalProfile.builtIn(config.profile())
            : LegalProfile.read(
                config.file().toAbsolutePath().resolveSibling(config.profile()).normalize());
    if (profile.demoOnly() && !DemoMark.isIn(config.data())) {
      throw BadInput.at(
          config.file(),
          0,
          "profile: '"
              + profile.name()
              + "' is for demonstrations only; a town names its own profile, such as"
              + " private-site");
    }
    return profile;
  }

  /// The rules of every camera; a file may speak of several.
  private static Map<CameraId, RuleBook> books(TownConfig config) throws BadInput {
    var books = new LinkedHashMap<CameraId, RuleBook>();
    var files = new LinkedHashMap<Path, List<CameraId>>();
    for (var camera : config.cameras()) {
      books.put(camera.id(), RuleBook.empty(camera.id()));
      camera
          .rules()
          .ifPresent(file -> files.computeIfAbsent(file, f -> new ArrayList<>()).add(camera.id()));
    }
    for (var file : files.entrySet()) {
      books.putAll(RuleBooks.read(file.getKey(), file.getValue()));
    }
    return books;
  }

  /// Destroys footage that has reached its limit, unless the clock may be ahead.
  private void deleteExpired() {
    if (clock.holdsDeletion()) {
      return;
    }
    var done = recorder.deleteExpired(clocks.wall());
    if (done.failed() > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} reels that have reached their limit could not be destroyed; trying again",
          done.failed());
    }
  }

  private void fold(Duration listed) {
    if (!clock.holdsDeletion()) {
      recorder.foldJournals(clocks.wall().minus(listed));
    }
  }

  private static Optional<Simulator> simulator(
      Path data, Programs programs, Consumer<String> progress) throws IOException {
    if (!DemoMark.isIn(data)) {
      return Optional.empty();
    }
    var demo = DemoMark.read(data);
    return demo.simulated() == 0
        ? Optional.empty()
        : Optional.of(Simulator.start(programs, demo, data, progress));
  }

  private Optional<Sight> sight(Path data, Optional<DetectorFile> model, Programs programs)
      throws IOException {
    if (config.eyes() == 0) {
      return Optional.empty();
    }
    var natives = programs.home().resolve(".vigie/natives");
    var eye =
        programs.command(
            "eye",
            "org.vigie.eye.EyeMain",
            List.of(
                "-Xmx%dm".formatted(eyeMegabytes(model)),
                "-Dorg.bytedeco.javacpp.cachedir=" + natives));
    var settings =
        SightSettings.of(eye, config.eyes(), data.resolve("run"))
            .with(config.quiet(), config.learning())
            .with(model);
    return Optional.of(Sight.start(settings, this::observed, clocks));
  }

  /// The most heap that an eye may take: about 2 MB for each of its cameras, and twice that while
  /// all of them learn their backgrounds at once, after a start; and a model, while it is loaded.
  private int eyeMegabytes(Optional<DetectorFile> model) throws IOException {
    long file = model.isPresent() ? Files.size(model.get().file()) >> 20 : 0;
    return 192 + 5 * Math.ceilDiv(config.cameras().size(), config.eyes()) + 2 * (int) file;
  }

  /// None where no camera has anything that must be painted over.
  private Optional<Burners> burners(Path data, Programs programs) throws IOException {
    if (config.cameras().stream().allMatch(camera -> camera.masks().isEmpty())) {
      return Optional.empty();
    }
    var command = program(programs, "org.vigie.eye.BurnMain", "-Xmx192m");
    return Optional.of(
        Burners.start(BurnSettings.of(command, data.resolve("run")), alarms, clocks));
  }

  /// The command line of a native program. The work is done by native code: more than the quick
  /// compiler would cost a burner more than it gains.
  private static List<String> program(Programs programs, String main, String heap)
      throws IOException {
    var natives = programs.home().resolve(".vigie/natives");
    return programs.command(
        "eye",
        main,
        List.of(heap, "-XX:TieredStopAtLevel=1", "-Dorg.bytedeco.javacpp.cachedir=" + natives));
  }

  /// Masks first: what the desk makes of a picture must never delay its mask.
  private void observed(Observation observation) {
    recorder.mask(observation.camera(), observation.mask());
    views.observed(observation);
    desk.observed(observation);
    witness.observed(observation);
  }

  /// Of the cameras that should work now: whether pictures come and show something.
  private List<GroupOutage.Seen> howCamerasAre() {
    var now = clocks.wall();
    return posts.stream()
        .map(CameraPost::config)
        .filter(camera -> governance.recordingAct(camera.id(), now).isPresent())
        .map(camera -> new GroupOutage.Seen(camera.id().value(), isWell(camera.id())))
        .toList();
  }

  private boolean isWell(CameraId camera) {
    var troubles = views.troubles(camera);
    return !troubles.contains(ViewTrouble.BLINDED)
        && !troubles.contains(ViewTrouble.COVERED)
        && posts.stream()
            .filter(post -> post.config().id().equals(camera))
            .flatMap(post -> post.states().stream())
            .anyMatch(
                state ->
                    state.stream() == StreamKind.MAIN
                        && state.phase() == CameraState.Phase.STREAMING);
  }

  private List<CameraPost> posts(Map<CameraId, RuleBook> books, Optional<Simulator> simulator)
      throws BadInput {
    var services = new CameraPost.Services(governance, recorder, sight, burners, alarms, clocks);
    var made = new ArrayList<CameraPost>();
    for (var camera : config.cameras()) {
      var sub = camera.sub();
      made.add(
          new CameraPost(
              camera,
              origin(camera, camera.main(), simulator),
              sub.isEmpty() ? Optional.empty() : Optional.of(origin(camera, sub.get(), simulator)),
              books.getOrDefault(camera.id(), RuleBook.empty(camera.id())),
              services));
    }
    return List.copyOf(made);
  }

  private Origin origin(CameraConfig camera, String address, Optional<Simulator> simulator)
      throws BadInput {
    if (address.startsWith(TownConfig.SIMULATOR)) {
      if (simulator.isEmpty()) {
        throw BadInput.at(
            config.file(), 0, camera.id() + ": simulated cameras exist in a demo's folder only");
      }
      return Origin.rtsp(RtspUrl.parse(simulator.get().address(address)));
    }
    if (SourceAddress.isOne(address)) {
      var source = SourceAddress.parse(address, config.data());
      return new ProgramOrigin(
          camera.login().map(source::with).orElse(source), camera.loop(), demuxers);
    }
    var url = RtspUrl.parse(address).with(camera.trust());
    return Origin.rtsp(
        camera
            .login()
            .map(login -> url.with(new Credentials(login.user(), login.password())))
            .orElse(url));
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
            config.zone());
    var none = new NoSight();
    LivePictures live = sight.<LivePictures>map(s -> s).orElse(none);
    MaskedCopies copies = sight.<MaskedCopies>map(s -> s).orElse(none);
    var directory = new TownDirectory(posts, sight, governance, clocks);
    return VigieServer.start(
        settings,
        governance,
        recorder,
        desk,
        alarms,
        views,
        clock,
        live,
        copies,
        directory,
        clocks);
  }

  private void writeRunFile() throws IOException {
    var run = new LinkedHashMap<String, Object>();
    run.put("url", server.url().toString().replaceAll("/$", ""));
    run.put("server_pid", ProcessHandle.current().pid());
    run.put("eye_pids", eyePids());
    run.put("burner_pids", burnerPids());
    if (DemoMark.isIn(config.data())) {
      // So that a script can sign in to a demo; a real town's link is printed and nowhere else.
      server.oneTimeLink().ifPresent(link -> run.put("sign_in", link.toString()));
    }
    runFile.write(run);
  }

  private void afterRound() {
    actsWatch.look(clocks.elapsed());
    walls.ifPresent(WallDuty::look);
    noteEyes();
  }

  /// Keeps `run.json` true: an eye or burner that was started again has another process id.
  private void noteEyes() {
    var eyes = eyePids();
    var burning = burnerPids();
    if (!runFile.list("eye_pids").equals(eyes) || !runFile.list("burner_pids").equals(burning)) {
      try {
        runFile.write(Map.of("eye_pids", eyes, "burner_pids", burning));
      } catch (IOException e) {
        // The next round tries again; nothing depends on it.
      }
    }
  }

  private List<Long> eyePids() {
    return sight.map(Sight::eyePids).orElse(List.of());
  }

  private List<Long> burnerPids() {
    return burners.map(Burners::pids).orElse(List.of());
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

  Recorder recorder() {
    return recorder;
  }

  Desk desk() {
    return desk;
  }

  VigieServer server() {
    return server;
  }

  List<CameraPost> posts() {
    return posts;
  }

  long eyeRestarts() {
    return sight.map(Sight::restarts).orElse(0L);
  }

  @Override
  public void close() {
    closing.close();
  }
}
