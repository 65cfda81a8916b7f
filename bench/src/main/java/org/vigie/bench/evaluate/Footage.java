package org.vigie.bench.evaluate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.link.wire.DemuxFormat;
import org.vigie.link.wire.DemuxUnit;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;
import org.vigie.sight.Demuxed;
import org.vigie.sight.Demuxers;
import org.vigie.simulator.serve.CodedPictures;

/// The coded pictures of a file, with their own times.
///
/// @param units in the order of decoding; dated as if the first picture shown were taken at
///     [#START]
public record Footage(VideoFormat format, List<AccessUnit> units) {

  /// When clips begin. Odd, so that nothing rests on round numbers.
  public static final Instant START = Instant.parse("2031-03-30T08:59:58.250Z");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  public Footage {
    units = List.copyOf(units);
  }

  /// Reads a whole file, behind the walls of a demuxer.
  ///
  /// @throws IOException if it cannot be read to its end, with a sentence for people
  public static Footage read(Demuxers demuxers, java.nio.file.Path file) throws IOException {
    var source = Demuxers.Source.whole(file.toAbsolutePath().normalize(), PATIENCE);
    try (var demuxed = demuxers.open("clip", source, giveUp -> {})) {
      var taken = new Taken();
      Optional<Demuxed.End> end = Optional.empty();
      while (end.isEmpty()) {
        end = demuxed.read(PATIENCE, taken);
      }
      if (!end.get().finished()) {
        throw new IOException(end.get().sentence());
      }
      return taken.footage();
    }
  }

  /// What an encoder gave for drawn pictures, as a camera would send it.
  ///
  /// @param stream H.264, annex B
  /// @param rate pictures a second
  /// @throws IOException if it cannot be read
  public static Footage coded(byte[] stream, int rate) throws IOException {
    var coded = CodedPictures.of(stream);
    var units = new ArrayList<AccessUnit>();
    for (var picture : coded.pictures()) {
      int number = units.size();
      units.add(
          new AccessUnit(
              (long) number * AccessUnit.TICKS_PER_SECOND / rate,
              START.plusNanos(number * 1_000_000_000L / rate),
              picture.key(),
              picture.bytes()));
    }
    try {
      return new Footage(H264.format(coded.sps(), coded.pps()), List.copyOf(units));
    } catch (MediaException e) {
      throw new IOException("what the encoder gave cannot be read: " + e.getMessage(), e);
    }
  }

  /// Seconds after the first picture shown.
  static double seconds(Instant at) {
    return Duration.between(START, at).toNanos() / 1e9;
  }

  private static final class Taken implements Demuxed.Receiver {

    private final List<DemuxUnit> units = new ArrayList<>();
    private @Nullable VideoFormat format;
    private @Nullable String damage;

    @Override
    public void format(DemuxFormat message) throws IOException {
      if (format != null) {
        throw new IOException("its pictures change their size or coding on the way");
      }
      try {
        byte[] sps = message.getSequenceParameters().toByteArray();
        byte[] pps = message.getPictureParameters().toByteArray();
        format =
            switch (message.getCodec()) {
              case H264 -> H264.format(sps, pps);
              case H265 -> H265.format(message.getVideoParameters().toByteArray(), sps, pps);
              case UNRECOGNIZED -> throw new IOException("its codec is unknown");
            };
      } catch (MediaException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    @Override
    public void picture(DemuxUnit unit, long arrivedNanos) {
      units.add(unit);
    }

    @Override
    public void lost(String why) {
      damage = why;
    }

    Footage footage() throws IOException {
      if (damage != null) {
        throw new IOException(damage);
      }
      var how = format;
      if (how == null || units.isEmpty()) {
        throw new IOException("it has no picture");
      }
      long first =
          units.stream()
              .mapToLong(unit -> unit.getTicks() + unit.getCompositionTicks())
              .min()
              .orElseThrow();
      return new Footage(
          how,
          units.stream()
              .map(
                  unit ->
                      new AccessUnit(
                          unit.getTicks(),
                          unit.getCompositionTicks(),
                          START.plusNanos((unit.getTicks() - first) * 100_000 / 9),
                          unit.getKey(),
                          unit.getBytes().toByteArray()))
              .toList());
    }
  }
}
