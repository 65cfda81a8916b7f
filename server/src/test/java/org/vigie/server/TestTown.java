package org.vigie.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.vigie.base.BadInput;
import org.vigie.base.Closing;
import org.vigie.base.KeptClocks;
import org.vigie.base.NtpState;
import org.vigie.desk.AlarmBoard;
import org.vigie.desk.Desk;
import org.vigie.desk.DeskSettings;
import org.vigie.desk.Drawings;
import org.vigie.desk.Views;
import org.vigie.desk.steer.Patrol;
import org.vigie.desk.steer.SteerSettings;
import org.vigie.desk.steer.Steering;
import org.vigie.desk.steer.Whereabouts;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Norm;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Role;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.time.TownClock;
import org.vigie.governance.viewing.ViewingLimits;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CameraClock;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.ClearPictures;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.GapReason;
import org.vigie.model.LivePace;
import org.vigie.model.Observation;
import org.vigie.model.Point;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.SightMode;
import org.vigie.model.Span;
import org.vigie.model.StreamKind;
import org.vigie.model.Track;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecorderSettings;
import org.vigie.recording.clips.ClipSettings;
import org.vigie.recording.clips.ClipStore;
import org.vigie.rules.RuleBook;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.machine.ReceiverView;
import org.vigie.server.map.MapSettings;
import org.vigie.server.notice.CameraSite;
import org.vigie.server.notice.FieldOfView;
import org.vigie.server.notice.NoticeSettings;
import org.vigie.server.notice.Position;

/// A whole small town on disk: real governance, recorder, desk and server; two cameras; only eye
/// and pictures are made by hand.
final class TestTown implements AutoCloseable {

  static final CameraId MARKET = new CameraId("market");
  static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  static final CameraId QUAY = new CameraId("quay");
  static final Duration KEEP_CLIPS = Duration.ofHours(72);
  static final NoticeSettings NOTICE =
      new NoticeSettings(
          Optional.of(URI.create("https://cameras.val-sur-mer.example/public")),
          Optional.of("Ville de Val-sur-Mer, 1 place de la Mairie"),
          Optional.of("Service des caméras <cameras@val-sur-mer.example>"),
          Optional.of("dpo@val-sur-mer.example"),
          NoticeSettings.USUAL_COMPLAINTS,
          30);
  static final String METRICS_TOKEN = "what-the-prometheus-server-shows";

  /// Nothing is asked for and nothing locks while a test lets hours pass.
  static final DoorSettings SIGN_IN =
      new DoorSettings(false, Duration.ofHours(12), Optional.empty());

  static final String PASSWORD = "correct horse battery staple";

  final ShiftedClocks clocks = new ShiftedClocks();
  final FakeLive live = new FakeLive();

  /// The cameras' own pictures.
  final FakeLive own = new FakeLive();

  final ClearPictures clear = (camera, viewer) -> own.watch(camera, viewer, LivePace.ALL);
  final FakeMasks masks = new FakeMasks();
  final Path data;
  final Governance governance;
  final Recorder recorder;
  final ClipStore clips;
  final AlarmBoard alarms;
  final List<ReceiverView> receivers = new CopyOnWriteArrayList<>();
  final Desk desk;
  final Drawings drawings;
  final Views views;
  final FakeMover mover = new FakeMover();
  final Whereabouts whereabouts;
  final Steering steering;
  final TownClock clock;
  volatile NtpState ntp = NtpState.NOBODY_SAYS;
  /// Where the market's camera stands; a test may move it.
  volatile Position marketAt = new Position(43.30571, 5.36952);
  /// Why cameras do not answer, if they do not.
  volatile String trouble = "";
  /// Cameras besides the two.
  final List<CameraId> others = new CopyOnWriteArrayList<>();

  final VigieServer server;
  private final Closing closing = new Closing();

  TestTown(Path data) throws BadInput, IOException {
    this(data, "demo", false, Optional.empty(), SIGN_IN);
  }

  /// One that wants people to sign in as these settings say.
  TestTown(Path data, DoorSettings door) throws BadInput, IOException {
    this(data, "demo", false, Optional.empty(), door);
  }

  TestTown(Path data, ServerSettings.Tls tls) throws BadInput, IOException {
    this(data, "demo", false, Optional.of(tls), SIGN_IN);
  }

  static TestTown demo(Path data) throws BadInput, IOException {
    return new TestTown(data, "demo", true, Optional.empty(), SIGN_IN);
  }

  /// One whose legal profile asks for rules to be commissioned.
  static TestTown commissioning(Path data) throws BadInput, IOException {
    return new TestTown(data, "private-site", false, Optional.empty(), SIGN_IN);
  }

  /// One whose legal profile lets nobody administer and see pictures.
  static TestTown separated(Path data) throws BadInput, IOException {
    return new TestTown(data, "fr-experimental", false, Optional.empty(), SIGN_IN);
  }

  /// The same, where people sign in as these settings say.
  static TestTown separated(Path data, DoorSettings door) throws BadInput, IOException {
    return new TestTown(data, "fr-experimental", false, Optional.empty(), door);
  }

  private TestTown(
      Path data, String profile, boolean demo, Optional<ServerSettings.Tls> tls, DoorSettings door)
      throws BadInput, IOException {
    this.data = data;
    var console = Files.createDirectories(data.resolve("console"));
    var now = clocks.wall();
    governance =
        closing.add(
            Governance.open(
                data,
                Optional.of(data.resolve("memory")),
                "Val-sur-Mer",
                LegalProfile.builtIn(profile),
                acts(now),
                clocks));
    governance.viewings().adopt(ViewingLimits.usual(ZONE), governance.lastEntryBefore());
    alarms = closing.add(AlarmBoard.open(governance, clocks));
    recorder =
        closing.add(
            Recorder.open(
                RecorderSettings.standard(
                    data.resolve("footage"), data.resolve("index.db"), "Val-sur-Mer"),
                governance.keys(),
                governance.ledger(),
                alarms,
                clocks));
    clock =
        closing.add(
            TownClock.open(
                data.resolve("clock"), governance, alarms, () -> ntp, new KeptClocks(clocks)));
    clock.afterConfirming(recorder::confirmClock);
    clips =
        ClipStore.open(
            new ClipSettings(data.resolve("clips"), KEEP_CLIPS, 0),
            governance.clipKeys(),
            governance.ledger()::append,
            alarms,
            clocks.wall());
    desk = closing.add(Desk.open(DeskSettings.in(data), governance, clocks));
    drawings =
        Drawings.open(
            desk,
            governance,
            clocks,
            rulesFiles(data.resolve("rules.yaml")),
            data.resolve("rules-before"));
    views = closing.add(Views.open(governance, alarms, desk, clocks));
    whereabouts =
        new Whereabouts(
            Set.of(QUAY),
            mover,
            camera -> desk.book(camera).map(book -> book.presets().names()).orElseGet(Set::of),
            drawings.masks()::inForce,
            alarms,
            Runnable::run,
            clocks);
    steering =
        Steering.open(
            Map.of(
                QUAY,
                new SteerSettings(
                    Duration.ofMinutes(2),
                    List.of(
                        new Patrol(
                            "Round",
                            List.of("The gate", "The bridge"),
                            Duration.ofSeconds(30),
                            Optional.empty())))),
            mover,
            governance,
            views,
            whereabouts,
            alarms,
            Runnable::run,
            clocks);
    var settings =
        new ServerSettings(
            "Val-sur-Mer",
            "0.1.0",
            demo,
            "127.0.0.1",
            0,
            tls,
            data,
            console,
            ZONE,
            NOTICE,
            new MapSettings(
                List.of(new MapSettings.Layer("Works", data.resolve("works.geojson"))),
                Optional.of(data.resolve("town.pmtiles")),
                List.of("Patrol 1", "Patrol 2")),
            door,
            new ServerSettings.LawFiles(data.resolve("acts"), Optional.empty()),
            Optional.of(METRICS_TOKEN));
    server =
        closing.add(
            VigieServer.start(
                settings,
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
                masks,
                this::cameras,
                () -> receivers,
                clocks));
  }

  /// One file for both cameras, which is not there yet.
  private static Map<CameraId, Path> rulesFiles(Path file) {
    var files = new LinkedHashMap<CameraId, Path>();
    files.put(MARKET, file);
    files.put(QUAY, file);
    return files;
  }

  /// The first administrator, who holds every right, signed in by the first-run link.
  Browser administrator() throws Exception {
    var browser = new Browser(server.url());
    browser.get("/api/welcome").expect(200);
    browser
        .post(
            "/api/links/spend",
            Map.of("token", token(firstLink()), "name", "Claire Martin", "password", PASSWORD))
        .expect(200);
    return browser;
  }

  /// The first administrator again, in a session of their own: one ends with its time.
  Browser signIn() throws Exception {
    var browser = new Browser(server.url());
    browser.get("/api/welcome").expect(200);
    browser.post("/api/sign-in", Map.of("name", "Claire Martin", "password", PASSWORD)).expect(200);
    return browser;
  }

  URI firstLink() {
    return server.oneTimeLink().orElseThrow();
  }

  static String token(URI link) {
    return link.getFragment().substring("token=".length());
  }

  /// Somebody else, with these rights on these cameras, signed in.
  Browser person(Browser administrator, String name, Set<String> rights, CameraId... cameras)
      throws Exception {
    var order =
        Map.<String, Object>of(
            "name", name,
            "rights", List.copyOf(rights),
            "cameras", List.of(cameras).stream().map(CameraId::value).toList(),
            "from", clocks.wall().minusSeconds(60).toString(),
            "until", clocks.wall().plus(Duration.ofDays(30)).toString(),
            "reason", "decision 2026-17");
    return invited(administrator, order);
  }

  /// Somebody with all that a role carries, on every camera, signed in.
  Browser person(Browser administrator, String name, Role role) throws Exception {
    var order =
        Map.<String, Object>of(
            "name", name,
            "role", role.name(),
            "cameras", List.of(),
            "from", clocks.wall().minusSeconds(60).toString(),
            "until", clocks.wall().plus(Duration.ofDays(30)).toString(),
            "reason", "decision 2026-17");
    return invited(administrator, order);
  }

  private Browser invited(Browser administrator, Map<String, Object> order) throws Exception {
    var invitation = administrator.post("/api/people", order).expect(201).json();
    var browser = new Browser(server.url());
    browser.get("/api/welcome").expect(200);
    var link = server.url().resolve(invitation.get("link").asString());
    browser
        .post("/api/links/spend", Map.of("token", token(link), "password", PASSWORD))
        .expect(200);
    return browser;
  }

  /// The newest entries of the ledger, newest first.
  List<Recorded> entries() {
    return governance.ledger().page(Query.newest(200)).entries();
  }

  /// As [#record], and waits until it is on disk.
  Instant recordToDisk(CameraId camera, int seconds) throws Exception {
    var start = record(camera, seconds);
    var span = new Span(start, start.plusSeconds(seconds));
    var most = Duration.ofSeconds(seconds).minusSeconds(1);
    Waiting.until(
        "it is on disk",
        () -> recorder.timeline(camera, span).recordedLength().compareTo(most) >= 0);
    return start;
  }

  /// Records `seconds` of real pictures of a camera that end about now; the first one's instant.
  Instant record(CameraId camera, int seconds) {
    var start = clocks.wall().minusSeconds(seconds);
    var sink =
        recorder.camera(camera, governance.recordingAct(camera, clocks.wall()).orElseThrow());
    sink.begin(
        new RunStart(camera, StreamKind.MAIN, live.pictures.format(), start, Duration.ofMillis(5)));
    recorder.mask(camera, new BlockMask(start, 12, 8, true, new BitSet()));
    for (int n = 0; n < seconds * 10; n++) {
      sink.accept(live.pictures.unit(n, start));
    }
    sink.end(new RunEnd(start.plusSeconds(seconds), GapReason.CAMERA_LOST, "unplugged"));
    return start;
  }

  /// Someone walks through a camera's whole picture around `at`, which raises an alert.
  void intrude(CameraId camera, Instant at) {
    intrude(RuleBook.wholePicture(camera, Duration.ofMillis(500)), at);
  }

  /// The same before a camera that is judged by a book.
  void intrude(RuleBook book, Instant at) {
    var camera = book.camera();
    desk.arm(book);
    for (int n = 0; n < 20; n++) {
      var wall = at.plusMillis(100L * n - 1_000);
      var box = new Box(0.1 + n * 0.01, 0.4, 0.1, 0.3);
      var track = new Track("t" + camera, CoarseClass.PERSON, box, 0.9, at.minusMillis(1_000));
      desk.observed(
          new Observation(
              camera,
              wall,
              n * 9_000L,
              false,
              List.of(track),
              new BlockMask(wall, 12, 8, false, new BitSet())));
    }
  }

  private static Acts acts(Instant now) {
    var from = now.minus(Duration.ofDays(10));
    var recording =
        new RecordingAct(
            "2026-114",
            "Préfecture",
            from,
            now.plus(Duration.ofDays(212)),
            EnumSet.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS),
            "the centre",
            CameraScope.all(),
            Duration.ofDays(2),
            Duration.ofHours(12),
            "");
    var detection =
        new DetectionAct(
            "2026-115",
            "Préfecture",
            now.minus(Duration.ofDays(1)),
            now.plus(Duration.ofDays(20)),
            EnumSet.of(EventType.INTRUSION, EventType.LINE_COUNT, EventType.DENSITY),
            CameraScope.all(),
            Set.of());
    return new Acts(List.of(recording), List.of(detection));
  }

  List<CameraView> cameras() {
    var two = Stream.of(view(MARKET, "Place du Marché"), view(QUAY, "Quai Nord"));
    return Stream.concat(two, others.stream().map(id -> view(id, "Rue " + id))).toList();
  }

  private CameraView view(CameraId id, String name) {
    var state =
        new CameraState(
            id,
            StreamKind.MAIN,
            CameraState.Phase.STREAMING,
            clocks.wall().minusSeconds(30),
            trouble,
            750,
            0,
            Optional.of(
                new CameraClock(
                    clocks.wall(),
                    Optional.of(Duration.ofMillis(-1200)),
                    OptionalInt.of(-42),
                    Duration.ofMillis(270),
                    Duration.ZERO)));
    var yard =
        new CameraView.Zone(
            "yard",
            CameraView.Zone.Kind.AREA,
            List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1)),
            List.of());
    var rule =
        new CameraView.Rule("no-entry", EventType.INTRUSION, "yard", Map.of("patience", "1 s"));
    // The rule of [#intrude].
    var intrusion = new CameraView.Rule("intrusion", EventType.INTRUSION, "", Map.of());
    return new CameraView(
        id,
        name,
        List.of("Centre"),
        List.of(state),
        Optional.of(SightMode.WATCH),
        List.of(yard),
        List.of(rule, intrusion),
        42,
        1,
        Optional.of(new CameraView.Stages(20, 9, 0, 7, 3)),
        Norm.NARROW,
        Optional.of(
            new CameraView.Masks(
                "0123456789ab",
                List.of(List.of(new Point(0, 0), new Point(0.1, 0), new Point(0.1, 0.1))),
                1,
                750,
                0,
                4.5,
                11.2)),
        site(id));
  }

  private CameraSite site(CameraId id) {
    return id.equals(MARKET)
        ? new CameraSite(
            "angle rue Basse & quai",
            Optional.of(marketAt),
            Optional.of(new FieldOfView(135, 70, 45)),
            Optional.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS))
        : new CameraSite(
            "", Optional.of(new Position(43.30612, 5.3714)), Optional.empty(), Optional.empty());
  }

  @Override
  public void close() {
    closing.close();
  }
}
