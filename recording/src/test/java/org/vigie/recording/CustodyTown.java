package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.custody.Approval;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Permit;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Query;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.openings.OpeningOrder;
import org.vigie.governance.openings.OpeningState;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// A recorder with a real governance, four custodians on machines of their own, and an officer.
final class CustodyTown implements AutoCloseable {

  static final Duration WINDOW = Duration.ofHours(12);
  static final Duration RETENTION = Duration.ofHours(72);

  final Path dir;
  final FakeClocks clocks;
  final List<CustodianKeys> custodians = new ArrayList<>();
  private final UnaryOperator<RecorderSettings> change;
  final RaisedAlarms alarms = new RaisedAlarms();
  Governance governance;
  Recorder recorder;

  CustodyTown(Path dir, FakeClocks clocks) throws Exception {
    this(dir, clocks, settings -> settings);
  }

  CustodyTown(Path dir, FakeClocks clocks, UnaryOperator<RecorderSettings> change)
      throws Exception {
    this.dir = dir;
    this.clocks = clocks;
    this.change = change;
    for (var person : List.of("dpo-1", "judge-2", "clerk-3", "officer-4")) {
      custodians.add(CustodianKeys.create(person));
    }
    this.governance = openGovernance();
    this.recorder = openRecorder();
  }

  private Governance openGovernance() throws IOException {
    var memory = Optional.of(dir.resolve("memory"));
    var profile = builtIn();
    return Governance.open(dir, memory, "testville", profile, acts(), clocks);
  }

  private static LegalProfile builtIn() throws IOException {
    try {
      return LegalProfile.builtIn("demo");
    } catch (BadInput e) {
      throw new IOException(e);
    }
  }

  private Recorder openRecorder() throws IOException {
    var usual =
        new RecorderSettings(
            dir.resolve("footage"),
            dir.resolve("index.db"),
            "testville",
            Duration.ofMillis(20),
            2,
            8 << 20,
            0,
            Duration.ofMinutes(1));
    return Recorder.open(
        change.apply(usual), governance.keys(), governance.ledger(), alarms, clocks);
  }

  /// As after a restart of the program.
  void restart() throws IOException {
    close();
    governance = openGovernance();
    recorder = openRecorder();
  }

  private Acts acts() {
    return new Acts(List.of(act()), List.of());
  }

  static RecordingAct act() {
    return new RecordingAct(
        "R-1",
        "Mayor",
        Town.ALWAYS.from(),
        Town.ALWAYS.to(),
        Set.of(Purpose.RESCUE_AND_FIRE),
        "the harbour",
        CameraScope.all(),
        RETENTION,
        WINDOW,
        "");
  }

  void nameCustodians() throws Refused {
    var cards = custodians.subList(0, 3).stream().map(keys -> keys.custodian().card()).toList();
    governance.custody().name(Actors.LOCAL_ADMINISTRATOR, cards);
  }

  void enable(String person, Right... rights) throws Refused {
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        person,
        Set.of(rights),
        CameraScope.all(),
        Town.ALWAYS.from(),
        Town.ALWAYS.to());
  }

  /// Records so many pictures, 25 a second, and lets as much time pass.
  Source record(CameraId camera, int pictures) throws Exception {
    var source = new Source(camera, recorder.camera(camera, act()), clocks.wall(), 7);
    source.begin(Source.SMALL);
    source.send(pictures);
    source.end(null);
    recorder.flush();
    clocks.advance(Source.PICTURE.multipliedBy(pictures));
    return source;
  }

  static Span span(Source source) {
    var first = source.sent.getFirst().wall();
    return new Span(first, source.wall());
  }

  OpeningState ask(String person, CameraId camera, Span span, OpeningRequest.Use use)
      throws Refused, IOException {
    return governance
        .custody()
        .ask(
            new OpeningOrder(
                person,
                span,
                use,
                "An accident at the quay",
                Duration.ofHours(1),
                recorder.sealed(camera, span)));
  }

  /// A custodian's program fetches what waits for them and says yes to the first.
  Approval approval(int custodian) throws Exception {
    var keys = custodians.get(custodian);
    var bundle = governance.custody().openings().waitingFor(keys.custodian()).getFirst();
    return keys.approve(bundle.request(), bundle.envelopes(), clocks.wall());
  }

  OpeningState approve(int custodian) throws Exception {
    return governance.custody().openings().approve(approval(custodian), "officer-5");
  }

  /// How many pictures somebody sees of a stretch.
  long sees(String person, Right right, CameraId camera, Span span) throws Exception {
    Permit permit =
        governance.permit(person, right, Set.of(camera), Optional.of(span), "An accident");
    try (var footage = recorder.read(permit, camera, span)) {
      return footage.all().stream().mapToLong(piece -> piece.units().size()).sum();
    }
  }

  List<Recorded> entries(String kind) {
    return governance.ledger().page(new Query(Long.MAX_VALUE, 1000, "", kind)).entries();
  }

  String whyRefused() {
    return String.valueOf(entries("opening.refused").getFirst().entry().facts().get("why"));
  }

  static Instant later(Span span) {
    return span.to().plus(RETENTION);
  }

  @Override
  public void close() {
    recorder.close();
    governance.close();
  }
}
