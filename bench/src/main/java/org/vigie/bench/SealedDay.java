package org.vigie.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.custody.Approval;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.openings.OpeningOrder;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.Span;
import org.vigie.model.StreamKind;
import org.vigie.model.VideoFormat;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecorderSettings;

/// A day of one camera, two days ago, sealed to three custodians: how long it takes from the second
/// custodian's approval until its first pictures can be played. Parts are as many as a camera's, a
/// picture a second each; their size hardly matters, as only the first are read.
final class SealedDay implements AutoCloseable {

  private static final CameraId CAMERA = new CameraId("square");
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final String OFFICER = "officer-1";
  private static final int PICTURE_BYTES = 400;
  private static final int TICKS = 90_000;
  private static final VideoFormat FORMAT =
      new VideoFormat(
          VideoFormat.VideoCodec.H264,
          320,
          240,
          HexFormat.of().parseHex("6764000dacb20283f60220000003002000000641e28549"),
          HexFormat.of().parseHex("68ebc3cb22c0"));

  private final Clocks clocks = Clocks.system();
  private final List<CustodianKeys> custodians = new ArrayList<>();
  private final Governance governance;
  private final Recorder recorder;
  private final Span day;

  private SealedDay(Path folder) throws IOException, BadInput, Refused, CustodyRefused {
    var start = clocks.wall().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
    this.day = new Span(start, start.plus(Duration.ofDays(1)));
    var profile = LegalProfile.builtIn("demo");
    var acts = new Acts(List.of(act(start)), List.of());
    governance = Governance.open(folder, Optional.empty(), "bench", profile, acts, clocks);
    recorder =
        Recorder.open(
            RecorderSettings.standard(
                folder.resolve("footage"), folder.resolve("index.db"), "bench"),
            governance.keys(),
            governance.ledger(),
            clocks);
    for (var person : List.of("custodian-1", "custodian-2", "custodian-3")) {
      custodians.add(CustodianKeys.create(person));
    }
    var cards = custodians.stream().map(keys -> keys.custodian().card()).toList();
    var unused = governance.custody().name(Actors.LOCAL_ADMINISTRATOR, cards);
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        OFFICER,
        Set.of(Right.PLAY_BACK),
        CameraScope.all(),
        start,
        start.plus(Duration.ofDays(9)));
  }

  private static RecordingAct act(Instant start) {
    return new RecordingAct(
        "B-1",
        "Bench",
        start,
        start.plus(Duration.ofDays(9)),
        Set.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS),
        "the square",
        CameraScope.all(),
        Duration.ofDays(3),
        WINDOW,
        "");
  }

  /// Records it.
  static SealedDay record(Path folder)
      throws IOException, BadInput, Refused, CustodyRefused, InterruptedException {
    var sealed = new SealedDay(folder);
    try {
      sealed.record();
      return sealed;
    } catch (RuntimeException | InterruptedException e) {
      sealed.close();
      throw e;
    }
  }

  private void record() throws InterruptedException {
    var sink = recorder.camera(CAMERA, act(day.from()));
    var random = new Random(1);
    sink.begin(new RunStart(CAMERA, StreamKind.MAIN, FORMAT, day.from(), Duration.ofMillis(20)));
    for (int second = 0; second < day.length().toSeconds(); second++) {
      var bytes = new byte[PICTURE_BYTES];
      random.nextBytes(bytes);
      var at = day.from().plusSeconds(second);
      sink.accept(new AccessUnit((long) second * TICKS, at, true, bytes));
      if (second % 600 == 599) {
        // A camera would have taken ten minutes for these.
        recorder.flush();
      }
    }
    sink.end(new RunEnd(day.to(), GapReason.STOPPED, "The day is over."));
    recorder.flush();
  }

  /// How many reels it has that custodians alone can open.
  int sealedReels() throws IOException {
    return recorder.sealed(CAMERA, day).size();
  }

  /// Asks for the whole day, has two custodians approve, plays until a fragment has come, and ends
  /// it.
  ///
  /// @return from when the server has the second approval, in nanoseconds
  /// @throws IOException if no picture came
  long open() throws IOException, Refused, CustodyRefused {
    var openings = governance.custody().openings();
    var asked =
        governance
            .custody()
            .ask(
                new OpeningOrder(
                    OFFICER,
                    day,
                    OpeningRequest.Use.PLAYBACK,
                    "bench",
                    Duration.ofHours(1),
                    recorder.sealed(CAMERA, day)));
    long number = Long.parseLong(asked.request().number());
    var first = Approval.read(approval(0));
    var second = approval(1);
    var unused = openings.approve(first, OFFICER);
    long from = clocks.elapsedNanos();
    var open = openings.approve(Approval.read(second), OFFICER);
    var permit =
        governance.permit(OFFICER, Right.PLAY_BACK, Set.of(CAMERA), Optional.of(day), "bench");
    try {
      recorder.play(permit, CAMERA, day, new FirstFragment());
      throw new IOException("opening " + open.request().number() + " gave no pictures");
    } catch (Enough e) {
      return clocks.elapsedNanos() - from;
    } finally {
      var last = openings.end(number, OFFICER);
      assert last.request().equals(open.request());
    }
  }

  private String approval(int custodian) throws CustodyRefused {
    var keys = custodians.get(custodian);
    var bundle = governance.custody().openings().waitingFor(keys.custodian()).getFirst();
    return keys.approve(bundle.request(), bundle.envelopes(), clocks.wall()).text();
  }

  /// A player that has what it needs to show a picture: init segment and one fragment.
  private static final class FirstFragment extends OutputStream {

    private static final byte[] FRAGMENT = {'m', 'o', 'o', 'f'};

    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int at, int length) throws Enough {
      if (length >= 8 && Arrays.equals(FRAGMENT, Arrays.copyOfRange(bytes, at + 4, at + 8))) {
        throw new Enough();
      }
    }
  }

  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void close() {
    recorder.close();
    governance.close();
    custodians.forEach(CustodianKeys::close);
  }
}
