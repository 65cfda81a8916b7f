package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.base.Sha256;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Query;
import org.vigie.media.h264.H264;
import org.vigie.media.mp4.Mp4Reader;
import org.vigie.model.AccessUnit;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.Span;
import org.vigie.model.StreamKind;
import org.vigie.testkit.Shared;
import org.vigie.testkit.Tool;

class ExportTest {

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private final Instant start = clocks.wall();
  private Governance governance;
  private Recorder recorder;

  @BeforeEach
  void open() throws Exception {
    governance = Governance.open(dir, "Town", LegalProfile.builtIn("demo"), Acts.none(), clocks);
    recorder =
        Recorder.open(
            RecorderSettings.standard(dir.resolve("footage"), dir.resolve("index.db"), "Town"),
            governance.keys(),
            governance.ledger(),
            clocks);
  }

  @AfterEach
  void close() {
    recorder.close();
    governance.close();
  }

  private Permit permit(Right right, Span span) throws Refused {
    return governance.permit(
        Actors.LOCAL_ADMINISTRATOR,
        right,
        Set.of(Town.QUAY),
        Optional.of(span),
        "A request of the court.");
  }

  private Source source() {
    var sink = recorder.camera(Town.QUAY, Town.act(Duration.ofDays(3)));
    return new Source(Town.QUAY, sink, start, 1);
  }

  private Span tenMinutes() {
    return new Span(start, start.plusSeconds(600));
  }

  @Test
  void real_footage_plays_elsewhere_with_every_picture() throws Exception {
    var clip = Shared.find("data/video/road-day.mp4");
    assumeTrue(clip.isPresent(), "no real clips beside the project");
    assumeTrue(Tool.isThere("ffmpeg") && Tool.isThere("ffprobe"), "no ffmpeg here");
    var stream = Tool.annexB(clip.get(), dir.resolve("clip.h264"));
    long pictures = Tool.decodablePictures(stream);
    assertThat(record(Files.readAllBytes(stream))).isEqualTo(pictures);
    recorder.flush();

    var out = dir.resolve("road.mp4");
    var export = recorder.export(permit(Right.EXPORT, tenMinutes()), Town.QUAY, tenMinutes(), out);

    assertThat(export.pictures()).isEqualTo(pictures);
    assertThat(export.files()).hasSize(1);
    assertThat(Tool.decodablePictures(out)).isEqualTo(pictures);
    var hash = HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(out)));
    assertThat(export.files().getFirst().sha256()).isEqualTo(hash);
    assertThat(governance.ledger().page(Query.newest(10)).toString())
        .contains("footage.exported", hash);
  }

  /// Records an elementary stream at 25 pictures a second, in two runs that follow on directly.
  private long record(byte[] annexB) throws Exception {
    var format = Optional.<org.vigie.model.VideoFormat>empty();
    var units = new ArrayList<AccessUnit>();
    byte[] sps = {};
    var slices = new ArrayList<byte[]>();
    for (var nal : nals(annexB)) {
      int type = H264.type(nal[0]);
      if (type == H264.SPS) {
        sps = nal;
      } else if (type == H264.PPS) {
        format = Optional.of(H264.format(sps, nal));
      } else if (H264.isSlice(type)) {
        // first_mb_in_slice = 0 is coded as a single 1 bit: the first slice of a picture.
        if ((nal[1] & 0x80) != 0) {
          add(units, slices);
        }
        slices.add(nal);
      }
    }
    add(units, slices);
    var sink = recorder.camera(Town.QUAY, Town.act(Duration.ofDays(3)));
    var run =
        new RunStart(
            Town.QUAY, StreamKind.MAIN, format.orElseThrow(), start, Duration.ofMillis(20));
    sink.begin(run);
    for (int i = 0; i < units.size(); i++) {
      if (i == 300) {
        sink.end(new RunEnd(units.get(i).wall(), null, ""));
        sink.begin(run);
      }
      sink.accept(units.get(i));
    }
    sink.end(new RunEnd(units.getLast().wall(), GapReason.STOPPED, "The clip is over."));
    return units.size();
  }

  private void add(List<AccessUnit> units, List<byte[]> slices) {
    if (slices.isEmpty()) {
      return;
    }
    var bytes = ByteBuffer.allocate(slices.stream().mapToInt(s -> s.length + 4).sum());
    slices.forEach(slice -> bytes.putInt(slice.length).put(slice));
    boolean key = H264.type(slices.getFirst()[0]) == H264.IDR_SLICE;
    int i = units.size();
    units.add(new AccessUnit(i * 3_600L, start.plusMillis(i * 40L), key, bytes.array()));
    slices.clear();
  }

  private static List<byte[]> nals(byte[] annexB) {
    var nals = new ArrayList<byte[]>();
    int from = -1;
    for (int i = 0; i + 2 < annexB.length; i++) {
      if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
        if (from >= 0) {
          nals.add(java.util.Arrays.copyOfRange(annexB, from, annexB[i - 1] == 0 ? i - 1 : i));
        }
        from = i + 3;
      }
    }
    nals.add(java.util.Arrays.copyOfRange(annexB, from, annexB.length));
    return nals;
  }

  @Test
  void each_format_has_its_own_file() throws Exception {
    var source = source();
    for (var format : List.of(Source.SMALL, Source.LARGE, Source.LARGE)) {
      source.begin(format);
      source.send(60);
      source.end(GapReason.CAMERA_LOST);
      source.pause(Duration.ofSeconds(3));
    }
    recorder.flush();
    var out = dir.resolve("both.mp4");
    var export = recorder.export(permit(Right.EXPORT, tenMinutes()), Town.QUAY, tenMinutes(), out);
    assertThat(export.files())
        .extracting(Export.File::path)
        .containsExactly(out, dir.resolve("both-2.mp4"));
    assertThat(export.files()).extracting(Export.File::pictures).containsExactly(60L, 120L);
    var second = Mp4Reader.movie(ByteBuffer.wrap(Files.readAllBytes(dir.resolve("both-2.mp4"))));
    assertThat(second.format()).isEqualTo(Source.LARGE);
    // The gap stays a gap: 60 pictures, then 3 s without.
    assertThat(second.fragments().stream().mapToLong(f -> f.baseTicks()).toArray())
        .contains(0, 60 * 3_600 + 3 * 90_000);
  }

  @Test
  void playback_is_one_movie_whose_times_are_wall_times() throws Exception {
    var source = source();
    source.begin(Source.SMALL);
    source.send(100);
    source.end(GapReason.CAMERA_LOST);
    source.pause(Duration.ofSeconds(10));
    source.begin(Source.SMALL);
    source.send(50);
    source.end(GapReason.CAMERA_LOST);
    recorder.flush();
    var out = new ByteArrayOutputStream();
    recorder.play(permit(Right.PLAY_BACK, tenMinutes()), Town.QUAY, tenMinutes(), out);
    var movie = Mp4Reader.movie(ByteBuffer.wrap(out.toByteArray()));
    var ticks =
        movie.fragments().stream().flatMap(f -> f.samples().stream()).mapToLong(s -> s.ticks());
    assertThat(ticks.toArray())
        .isEqualTo(
            source.sent.stream()
                .mapToLong(u -> Duration.between(start, u.wall()).toMillis() * 90)
                .toArray());
  }

  @Test
  void nothing_is_decrypted_without_the_right_permit() throws Exception {
    var source = source();
    source.begin(Source.SMALL);
    source.send(50);
    source.end(null);
    recorder.flush();
    var out = dir.resolve("no.mp4");
    var play = permit(Right.PLAY_BACK, tenMinutes());
    assertThatThrownBy(() -> recorder.export(play, Town.QUAY, tenMinutes(), out))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> recorder.read(play, Town.YARD, tenMinutes()))
        .isInstanceOf(Refused.class);
    var wider = new Span(start.minusSeconds(1), start.plusSeconds(60));
    assertThatThrownBy(() -> recorder.read(play, Town.QUAY, wider)).isInstanceOf(Refused.class);
    recorder.read(play, Town.QUAY, tenMinutes()).close();
    assertThatThrownBy(() -> recorder.read(play, Town.QUAY, tenMinutes()))
        .isInstanceOf(Refused.class);
    assertThat(out).doesNotExist();
  }

  @Test
  void an_export_of_nothing_leaves_nothing() throws Exception {
    var out = dir.resolve("none.mp4");
    assertThatThrownBy(
            () -> recorder.export(permit(Right.EXPORT, tenMinutes()), Town.QUAY, tenMinutes(), out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no readable footage of quay");
    assertThat(Files.list(dir).map(Path::toString)).noneMatch(name -> name.contains("none"));
  }
}
