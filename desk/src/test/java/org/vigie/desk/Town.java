package org.vigie.desk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.FakeClocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.DetectionAct;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Permit;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Entry;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.EventType;
import org.vigie.model.Observation;
import org.vigie.model.Point;
import org.vigie.model.Track;
import org.vigie.rules.Area;
import org.vigie.rules.Place;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;
import org.vigie.rules.Schedule;
import org.vigie.rules.Target;

/// A town with a desk, under real governance and on a real disk; its time is made by hand.
final class Town implements AutoCloseable {

  static final CameraId YARD = new CameraId("yard");
  static final CameraId GATE = new CameraId("gate");
  static final String OPERATOR = "operator-7";

  final FakeClocks clocks = new FakeClocks();
  final Path folder;
  Governance governance;
  Desk desk;

  private final LegalProfile profile;
  final RaisedAlarms alarms = new RaisedAlarms();

  Town(Path folder) throws Exception {
    this(folder, LegalProfile.builtIn("demo"));
  }

  Town(Path folder, LegalProfile profile) throws Exception {
    this.folder = folder;
    this.profile = profile;
    this.governance = govern();
    // Two: no role carries them all.
    for (var rights : List.of(Set.of(Right.JUDGE, Right.STOP), Set.of(Right.CONFIGURE))) {
      governance.grant(
          Actors.LOCAL_ADMINISTRATOR,
          OPERATOR,
          rights,
          CameraScope.all(),
          clocks.wall().minusSeconds(60),
          clocks.wall().plus(Duration.ofDays(300)));
    }
    this.desk = open();
  }

  private Governance govern() throws Exception {
    return Governance.open(folder, "Test", profile, under(act(Duration.ofDays(20))), clocks);
  }

  /// These detection acts, and the recording act that they need.
  private Acts under(DetectionAct... acts) {
    var recording =
        new RecordingAct(
            "R-1",
            "Prefecture",
            clocks.wall().minusSeconds(3_600),
            clocks.wall().plus(Duration.ofDays(300)),
            Set.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS),
            "the depot",
            CameraScope.all(),
            Duration.ofDays(2),
            Duration.ofHours(12),
            "");
    return new Acts(List.of(recording), List.of(acts));
  }

  private Desk open() {
    var opened = Desk.open(DeskSettings.in(folder), governance, alarms, clocks);
    opened.arm(book(YARD));
    opened.arm(book(GATE));
    return opened;
  }

  DetectionAct act(Duration validFor) {
    var from = clocks.wall().minusSeconds(3_600);
    return new DetectionAct(
        "D-1",
        "Town council",
        from,
        clocks.wall().plus(validFor),
        Set.of(EventType.INTRUSION, EventType.LINE_COUNT),
        CameraScope.all(),
        Set.of());
  }

  void acts(DetectionAct... acts) {
    governance.replaceActs(Actors.LOCAL_ADMINISTRATOR, under(acts));
  }

  /// Intrusion on the right half after a second; passages over the middle, from left to right.
  static RuleBook book(CameraId camera) {
    var half =
        new Area(List.of(new Point(0.5, 0), new Point(1, 0), new Point(1, 1), new Point(0.5, 1)));
    var line = new Place.Line("line", List.of(new Point(0.25, 0.1), new Point(0.25, 0.9)));
    return new RuleBook(
        camera,
        RuleBook.USUAL_ASPECT,
        List.of(new Place.Zone("half", half), line),
        List.of(
            new Rule.Intrusion(
                "keep-out",
                "half",
                half,
                Target.ANY,
                Duration.ofSeconds(1),
                RuleBook.USUAL_REARM,
                Schedule.ALWAYS),
            new Rule.LineCount("passages", line, Target.ANY, 0.01, Schedule.ALWAYS)),
        List.of());
  }

  void restart() throws Exception {
    close();
    governance = govern();
    desk = open();
  }

  static Observation observation(CameraId camera, Instant at, double... feet) {
    var tracks = new ArrayList<Track>();
    for (double x : feet) {
      tracks.add(
          new Track(
              "t" + tracks.size(),
              CoarseClass.PERSON,
              new Box(x - 0.02, 0.4, 0.04, 0.1),
              0.75,
              at));
    }
    return new Observation(
        camera, at, 0, false, tracks, new BlockMask(at, 4, 3, false, new BitSet()));
  }

  /// Ten pictures a second of people standing at these places.
  void watch(CameraId camera, Duration length, double... feet) {
    for (long i = 0; i < length.toMillis() / 100; i++) {
      desk.observed(observation(camera, clocks.wall(), feet));
      clocks.advance(Duration.ofMillis(100));
    }
  }

  /// Someone comes, stays, and is gone for long enough to be another presence the next time.
  void intrude(CameraId camera) {
    watch(camera, Duration.ofMillis(1_500), 0.7);
    watch(camera, Duration.ofSeconds(7));
  }

  /// One alert more, whatever waits already.
  Alert alert(CameraId camera) {
    clocks.advance(Duration.ofMinutes(2));
    intrude(camera);
    return desk.list(AlertQuery.NEWEST.limit(1)).getFirst();
  }

  Permit permit(Right right, CameraId camera) throws Exception {
    return governance.permit(OPERATOR, right, Set.of(camera), Optional.empty(), "");
  }

  List<Entry> ledger(String kind) {
    var entries = new ArrayList<Entry>();
    governance
        .ledger()
        .replay(
            recorded -> {
              if (recorded.entry().kind().equals(kind)) {
                entries.add(recorded.entry());
              }
            });
    return entries;
  }

  @Override
  public void close() throws Exception {
    desk.close();
    governance.close();
  }
}
