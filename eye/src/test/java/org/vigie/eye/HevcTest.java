package org.vigie.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;

/// H.265, from an encoder that nobody of this project wrote.
class HevcTest {

  private static final int PICTURES = 40;

  @TempDir Path folder;

  @Test
  void is_decoded_with_every_picture_at_its_time() throws Exception {
    var clip = clip(folder.resolve("clip.h265"));
    var shown = new ArrayList<Long>();
    try (var decoder = Decoder.open(clip.format())) {
      Decoder.Sink sink =
          (picture, ticks) -> {
            assertThat(picture.width()).isEqualTo(320);
            assertThat(picture.height()).isEqualTo(180);
            shown.add(ticks);
          };
      for (var unit : clip.units()) {
        decoder.decode(unit.ticks(), unit.key(), unit.bytes(), sink);
      }
      decoder.drain(sink);
    }
    assertThat(shown).isEqualTo(clip.units().stream().map(AccessUnit::ticks).toList());
  }

  /// A test picture that moves.
  static Clip clip(Path out) throws Exception {
    var process =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=320x180:rate=25",
                "-y",
                "-frames:v",
                "" + PICTURES,
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-x265-params",
                "bframes=0:keyint=10:log-level=none",
                out.toString())
            .inheritIO()
            .start();
    assumeTrue(process.waitFor() == 0, "no ffmpeg with libx265 here");
    byte[] vps = {};
    byte[] sps = {};
    byte[] pps = {};
    var units = new ArrayList<AccessUnit>();
    for (var nal : Avc.units(Files.readAllBytes(out))) {
      int type = nal[0] >> 1 & 63;
      vps = type == 32 ? nal : vps;
      sps = type == 33 ? nal : sps;
      pps = type == 34 ? nal : pps;
      if (type < 32) {
        var bytes = ByteBuffer.allocate(4 + nal.length).putInt(nal.length).put(nal).array();
        long ticks = units.size() * 3600L;
        boolean key = type >= 16 && type <= 23;
        units.add(new AccessUnit(ticks, Clip.START.plusMillis(ticks / 90), key, bytes));
      }
    }
    assertThat(units).hasSize(PICTURES);
    var codec = VideoFormat.VideoCodec.H265;
    return new Clip(new VideoFormat(codec, 320, 180, sps, pps, vps), List.copyOf(units), 25);
  }
}
