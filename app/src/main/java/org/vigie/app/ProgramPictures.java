package org.vigie.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.vigie.link.wire.DemuxFormat;
import org.vigie.link.wire.DemuxUnit;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.media.h265.H265;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.model.AccessUnit;
import org.vigie.model.VideoFormat;
import org.vigie.sight.Demuxed;

/// Turns what a demuxer says into pictures that ingest can trust: media ticks that rise, jumps that
/// are told, whole NAL units. A demuxer reads a stranger's bytes and may say anything.
final class ProgramPictures implements Demuxed.Receiver {

  /// As for cameras: a step that differs so much from the time that passed is a jump.
  private static final long MOST_OFF_TICKS = 10L * AccessUnit.TICKS_PER_SECOND;

  private static final int MOST_COMPOSITION_TICKS = 10 * AccessUnit.TICKS_PER_SECOND;

  private final VideoReceiver receiver;
  private final boolean atOnce;
  private @Nullable VideoFormat format;
  private boolean begun;
  private long lastGiven;
  private long lastArrived;
  private long ticks;
  private long losses;

  ProgramPictures(VideoReceiver receiver) {
    this(receiver, false);
  }

  private ProgramPictures(VideoReceiver receiver, boolean atOnce) {
    this.receiver = receiver;
    this.atOnce = atOnce;
  }

  /// Of a file that is read as fast as it goes: when a picture arrives says nothing of when it was
  /// taken.
  static ProgramPictures readAtOnce(VideoReceiver receiver) {
    return new ProgramPictures(receiver, true);
  }

  @Override
  public void format(DemuxFormat message) throws IOException {
    try {
      byte[] sps = message.getSequenceParameters().toByteArray();
      byte[] pps = message.getPictureParameters().toByteArray();
      var next =
          switch (message.getCodec()) {
            case H264 -> H264.format(sps, pps);
            case H265 -> H265.format(message.getVideoParameters().toByteArray(), sps, pps);
            case UNRECOGNIZED -> throw new IOException("the demuxer names no codec");
          };
      if (!next.equals(format)) {
        format = next;
      }
    } catch (MediaException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void picture(DemuxUnit unit, long arrivedNanos) throws IOException {
    var current = format;
    if (current == null) {
      throw new IOException("the demuxer gives a picture before its format");
    }
    byte[] bytes = unit.getBytes().toByteArray();
    if (!isWhole(bytes)) {
      throw new IOException("the demuxer gives what is no picture");
    }
    long next = tick(unit.getTicks(), arrivedNanos);
    int composition =
        Math.clamp(unit.getCompositionTicks(), -MOST_COMPOSITION_TICKS, MOST_COMPOSITION_TICKS);
    receiver.picture(current, next, composition, unit.getKey(), bytes, arrivedNanos);
  }

  private long tick(long given, long arrivedNanos) {
    if (begun && atOnce) {
      long step = given - lastGiven;
      if (step < -AccessUnit.TICKS_PER_SECOND) {
        receiver.jumped();
      }
      ticks += Math.max(1, step);
    } else if (begun) {
      long step = given - lastGiven;
      long passed = (arrivedNanos - lastArrived) * 9 / 100_000;
      if (step < -AccessUnit.TICKS_PER_SECOND || Math.abs(step - passed) > MOST_OFF_TICKS) {
        receiver.jumped();
        ticks += Math.max(1, passed);
      } else {
        ticks += Math.max(1, step);
      }
    } else {
      ticks = 0;
    }
    begun = true;
    lastGiven = given;
    lastArrived = arrivedNanos;
    return ticks;
  }

  private static boolean isWhole(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    while (in.remaining() >= 5) {
      int length = in.getInt();
      if (length < 1 || length > in.remaining()) {
        return false;
      }
      in.position(in.position() + length);
    }
    return bytes.length > 0 && !in.hasRemaining();
  }

  @Override
  public void lost(String why) {
    losses++;
    receiver.broken(why);
  }

  long losses() {
    return losses;
  }
}
