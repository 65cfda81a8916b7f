package org.vigie.link;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import org.vigie.link.wire.Codec;
import org.vigie.link.wire.Edit;
import org.vigie.link.wire.Format;
import org.vigie.link.wire.Kind;
import org.vigie.link.wire.Mask;
import org.vigie.link.wire.Seen;
import org.vigie.link.wire.Thing;
import org.vigie.link.wire.Unit;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.Box;
import org.vigie.model.CoarseClass;
import org.vigie.model.MaskEdits.MaskEdit;
import org.vigie.model.Track;
import org.vigie.model.VideoFormat;
import org.vigie.model.VideoFormat.VideoCodec;

/// The glossary's words as messages, and back. What comes back is checked: the eye parses hostile
/// bytes and may say anything.
public final class Wire {

  private static final int MOST_BLOCKS_A_SIDE = 512;
  private static final long MOST_HOLDS_BACK_MICROS = 120_000_000;
  private static final int MOST_PIXELS_A_SIDE = 16_384;
  private static final int MOST_ID_LENGTH = 32;

  /// Real ones have some tens of bytes; files give their length two bytes.
  private static final int MOST_PARAMETER_BYTES = 4096;

  private Wire() {}

  public static Format format(VideoFormat format) {
    return Format.newBuilder()
        .setWidth(format.width())
        .setHeight(format.height())
        .setSequenceParameters(ByteString.copyFrom(format.sequenceParameters()))
        .setPictureParameters(ByteString.copyFrom(format.pictureParameters()))
        .setCodec(
            switch (format.codec()) {
              case H264 -> Codec.H264;
              case H265 -> Codec.H265;
            })
        .setVideoParameters(ByteString.copyFrom(format.videoParameters()))
        .build();
  }

  public static VideoFormat format(Format format) throws LinkException {
    require(format.getWidth() > 0 && format.getWidth() <= MOST_PIXELS_A_SIDE, "a picture's width");
    require(
        format.getHeight() > 0 && format.getHeight() <= MOST_PIXELS_A_SIDE, "a picture's height");
    int sequence = format.getSequenceParameters().size();
    require(sequence >= 4 && sequence <= MOST_PARAMETER_BYTES, "sequence parameters");
    int picture = format.getPictureParameters().size();
    require(picture > 0 && picture <= MOST_PARAMETER_BYTES, "picture parameters");
    require(format.getVideoParameters().size() <= MOST_PARAMETER_BYTES, "video parameters");
    var codec = codec(format.getCodec());
    require(
        format.getVideoParameters().isEmpty() == (codec == VideoCodec.H264), "video parameters");
    return new VideoFormat(
        codec,
        format.getWidth(),
        format.getHeight(),
        format.getSequenceParameters().toByteArray(),
        format.getPictureParameters().toByteArray(),
        format.getVideoParameters().toByteArray());
  }

  private static VideoCodec codec(Codec codec) throws LinkException {
    return switch (codec) {
      case H264 -> VideoCodec.H264;
      case H265 -> VideoCodec.H265;
      case UNRECOGNIZED -> throw new LinkException("a codec cannot be right");
    };
  }

  /// The unit's bytes are shared, not copied; its times are those at which it is shown.
  public static Unit unit(int camera, AccessUnit unit, boolean afterLoss) {
    return Unit.newBuilder()
        .setCamera(camera)
        .setTicks(unit.presentationTicks())
        .setWallMicros(micros(unit.taken()))
        .setKey(unit.key())
        .setBytes(UnsafeByteOperations.unsafeWrap(unit.bytes()))
        .setAfterLoss(afterLoss)
        .build();
  }

  public static AccessUnit unit(Unit unit) {
    return new AccessUnit(
        unit.getTicks(),
        instant(unit.getWallMicros()),
        unit.getKey(),
        unit.getBytes().toByteArray());
  }

  public static Mask mask(BlockMask mask) {
    var message =
        Mask.newBuilder()
            .setWallMicros(micros(mask.at()))
            .setColumns(mask.columns())
            .setRows(mask.rows())
            .setWhole(mask.whole())
            .setBlocks(ByteString.copyFrom(mask.blocks().toByteArray()));
    if (mask.since().isBefore(mask.at())) {
      message.setHoldsBackMicros(ChronoUnit.MICROS.between(mask.since(), mask.at()));
    }
    return message.build();
  }

  public static BlockMask mask(Mask mask) throws LinkException {
    require(mask.getColumns() > 0 && mask.getColumns() <= MOST_BLOCKS_A_SIDE, "a mask's columns");
    require(mask.getRows() > 0 && mask.getRows() <= MOST_BLOCKS_A_SIDE, "a mask's rows");
    var blocks = BitSet.valueOf(mask.getBlocks().asReadOnlyByteBuffer());
    require(blocks.length() <= mask.getColumns() * mask.getRows(), "a mask's blocks");
    long back = mask.getHoldsBackMicros();
    require(back >= 0 && back <= MOST_HOLDS_BACK_MICROS, "how far back a mask holds");
    var at = instant(mask.getWallMicros());
    return new BlockMask(
        at,
        mask.getColumns(),
        mask.getRows(),
        mask.getWhole(),
        blocks,
        at.minus(back, ChronoUnit.MICROS));
  }

  public static Edit edit(MaskEdit edit) {
    return Edit.newBuilder()
        .setLift(edit.lift())
        .setFromTicks(edit.fromTicks())
        .setToTicks(edit.toTicks())
        .setLeft(edit.box().left())
        .setTop(edit.box().top())
        .setWidth(edit.box().width())
        .setHeight(edit.box().height())
        .build();
  }

  public static MaskEdit edit(Edit edit) throws LinkException {
    try {
      var box = new Box(edit.getLeft(), edit.getTop(), edit.getWidth(), edit.getHeight());
      return new MaskEdit(edit.getLift(), edit.getFromTicks(), edit.getToTicks(), box);
    } catch (IllegalArgumentException e) {
      throw new LinkException("not an edit: " + e.getMessage());
    }
  }

  public static Thing thing(Track track) {
    return Thing.newBuilder()
        .setId(track.id())
        .setKind(Kind.valueOf(track.kind().name()))
        .setLeft((float) track.box().left())
        .setTop((float) track.box().top())
        .setWidth((float) track.box().width())
        .setHeight((float) track.box().height())
        .setScore((float) track.score())
        .setSinceMicros(micros(track.since()))
        .setDetected((float) track.detected())
        .build();
  }

  public static Track track(Thing thing) throws LinkException {
    require(!thing.getId().isEmpty() && thing.getId().length() <= MOST_ID_LENGTH, "a track's id");
    return new Track(
        thing.getId(),
        kind(thing.getKind()),
        box(thing.getLeft(), thing.getTop(), thing.getWidth(), thing.getHeight()),
        score(thing.getScore()),
        instant(thing.getSinceMicros()),
        score(thing.getDetected()));
  }

  /// Whether tracks mean something.
  ///
  /// @throws LinkException if that cannot be: nothing is learnt and nothing followed, or there are
  ///     things that were not followed
  public static boolean tracked(Seen seen) throws LinkException {
    require(seen.getLearning() || seen.getTracked(), "learning or tracked");
    require(seen.getTracked() || seen.getThingsCount() == 0, "things of what is not tracked");
    return seen.getTracked();
  }

  /// Finite, and not far outside the picture: rules reckon with them.
  static Box box(float left, float top, float width, float height) throws LinkException {
    for (float side : new float[] {left, top, width, height}) {
      require(side >= -1 && side <= 2, "a box");
    }
    return new Box(left, top, width, height);
  }

  static double score(float score) throws LinkException {
    require(score >= 0 && score <= 1, "a score");
    return score;
  }

  private static CoarseClass kind(Kind kind) {
    return switch (kind) {
      case PERSON -> CoarseClass.PERSON;
      case TWO_WHEELER -> CoarseClass.TWO_WHEELER;
      case CAR -> CoarseClass.CAR;
      case HEAVY_VEHICLE -> CoarseClass.HEAVY_VEHICLE;
      case OBJECT -> CoarseClass.OBJECT;
      case ANIMAL -> CoarseClass.ANIMAL;
      case UNKNOWN, UNRECOGNIZED -> CoarseClass.UNKNOWN;
    };
  }

  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static void require(boolean condition, String what) throws LinkException {
    if (!condition) {
      throw new LinkException(what + " cannot be right");
    }
  }
}
