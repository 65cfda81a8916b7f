package org.vigie.media.mp4;

import static org.vigie.fuzz.Inputs.require;

import java.nio.ByteBuffer;
import java.util.List;
import org.vigie.fuzz.Corpora;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Samples;
import org.vigie.fuzz.Target;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;

/// Files, fragments and the parameter sets in them.
public final class Mp4Targets {

  private Mp4Targets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
                "h264-parameters",
                List.of(MediaException.Broken.class),
                Target.Bound.of(64 << 10, 64),
                () ->
                    List.of(
                        Samples.joined(Samples.PPS, Samples.SPS),
                        // Two start codes behind the SPS.
                        Samples.joined(
                            Samples.PPS,
                            Samples.joined(Samples.SPS, new byte[] {0, 0, 1, 0, 0, 0, 1}))),
                Mp4Targets::parameters)
            .with(() -> Corpora.go("mediacommon_fuzz/codecs/h264")),
        Target.of(
                "h265-parameters",
                List.of(MediaException.Broken.class),
                Target.Bound.of(128 << 10, 128),
                () ->
                    List.of(
                        Inputs.joined(List.of(Samples.VPS_265, Samples.SPS_265, Samples.PPS_265))),
                Mp4Targets::parameters265)
            .with(() -> Corpora.go("mediacommon_fuzz/codecs/h265")),
        Target.of(
                "mp4-file",
                List.of(MediaException.Broken.class),
                Target.Bound.of(1 << 20, 64),
                () ->
                    List.of(
                        Samples.joined(
                            Samples.init(), Samples.fragment(1, 0), Samples.fragment(2, 7200))),
                input -> check(Mp4Reader.movie(ByteBuffer.wrap(input))))
            .with(Mp4Targets::foreign),
        Target.of(
                "mp4-fragment",
                List.of(MediaException.Broken.class),
                Target.Bound.of(1 << 20, 64),
                () -> List.of(Samples.fragment(7, 90_000)),
                input -> check(Mp4Reader.fragment(ByteBuffer.wrap(input))))
            .with(Mp4Targets::foreign),
        Target.of(
                "mp4-init",
                List.of(MediaException.Broken.class),
                Target.Bound.of(1 << 20, 64),
                () -> List.of(Samples.init()),
                Mp4Targets::init)
            .with(Mp4Targets::foreign));
  }

  private static List<byte[]> foreign() throws java.io.IOException {
    var all = new java.util.ArrayList<byte[]>(Corpora.files("mp4ff", ".mp4", ".m4s"));
    all.addAll(Corpora.files("muxjs_segments", ".mp4", ".m4s"));
    all.addAll(Corpora.files("broken", ".mp4"));
    all.addAll(Corpora.go("mediacommon_fuzz/formats"));
    return all;
  }

  /// One PPS of six bytes and an SPS: what is described can be written, and read back.
  private static void parameters(byte[] input) throws MediaException {
    int split = Math.min(input.length, Samples.PPS.length);
    var picture = java.util.Arrays.copyOf(input, split);
    var sequence = java.util.Arrays.copyOfRange(input, split, input.length);
    int id = H264.pictureParametersId(picture);
    require(id >= -1 && id <= 255, "a picture parameter set's id is at most 255");
    int other = H264.sequenceParametersId(sequence);
    require(other >= -1 && other <= 31, "a sequence parameter set's id is at most 31");
    boolean unused = H264.isBidirectional(sequence);
    var format = H264.format(sequence, picture);
    require(format.width() > 0 && format.width() <= 16_880, "a width is possible");
    require(format.height() > 0 && format.height() <= 33_760, "a height is possible");
    require(Mp4Reader.format(Mp4.init(format)).equals(format), "a format written is read back");
  }

  private static void parameters265(byte[] input) throws MediaException {
    var sets = Inputs.pieces(input);
    var none = new byte[0];
    var sequence = sets.size() > 1 ? sets.get(1) : input;
    require(H265.reorderDepth(sequence) >= -1, "a depth is known, or -1");
    var format =
        H265.format(
            sets.isEmpty() ? none : sets.get(0), sequence, sets.size() > 2 ? sets.get(2) : none);
    require(format.width() > 0 && format.height() > 0, "a size is possible");
    require(format.rfc6381().startsWith("hvc1."), "a format has a name");
    require(Mp4Reader.format(Mp4.init(format)).equals(format), "a format written is read back");
  }

  private static void init(byte[] input) throws MediaException {
    var format = Mp4Reader.format(input);
    require(Mp4Reader.format(Mp4.init(format)).equals(format), "a format written is read back");
  }

  private static void check(Movie movie) {
    movie.fragments().forEach(Mp4Targets::check);
  }

  private static void check(Fragment fragment) {
    long ticks = fragment.baseTicks();
    for (var sample : fragment.samples()) {
      require(sample.ticks() == ticks, "pictures follow on one another");
      ticks += sample.durationTicks();
    }
  }
}
