package org.vigie.eye;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.function.LongUnaryOperator;
import org.vigie.base.Clocks;
import org.vigie.eye.scene.StageClock;
import org.vigie.link.Channel;
import org.vigie.link.Wire;
import org.vigie.link.wire.CopyDone;
import org.vigie.link.wire.Done;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.MaskedFormat;
import org.vigie.link.wire.Ready;
import org.vigie.link.wire.Seen;
import org.vigie.link.wire.ToEye;
import org.vigie.link.wire.Trouble;
import org.vigie.link.wire.Unit;
import org.vigie.model.VideoFormat;

/// What leaves the eye: the one place that sends.
final class Outbox {

  /// The host gives no more than 32 units without such a word.
  private static final int MOST_UNSAID = 8;

  /// In nanoseconds: a slow eye on a busy machine must not seem to hang.
  private static final long LONGEST_UNSAID = 200_000_000;

  private final Channel<FromEye, ToEye> channel;
  private final Clocks clocks = Clocks.system();
  private int unsaid;
  private long saidAt;

  Outbox(Channel<FromEye, ToEye> channel) {
    this.channel = channel;
  }

  void ready() throws IOException {
    channel.send(FromEye.newBuilder().setReady(Ready.getDefaultInstance()).build());
    channel.flush();
  }

  void seen(Seen seen) throws IOException {
    channel.send(FromEye.newBuilder().setSeen(seen).build());
  }

  /// Says that a unit was dealt with. Sent at once unless further units have come already: the host
  /// waits for none of these words alone.
  ///
  /// @param stages what it cost
  void done(int camera, CameraEye.Work work, StageClock stages) throws IOException {
    long all = stages.total();
    var done =
        Done.newBuilder()
            .setCamera(camera)
            .setDecoded(work.decoded())
            .setAnalysed(work.analysed())
            .setAsleep(work.asleep())
            .setCpuNanos(all)
            .setDecodeNanos(stages.nanos(StageClock.Stage.DECODE))
            .setGateNanos(stages.nanos(StageClock.Stage.GATE))
            .setDetectNanos(stages.nanos(StageClock.Stage.DETECT))
            .setTrackNanos(stages.nanos(StageClock.Stage.TRACK))
            .setMaskNanos(stages.nanos(StageClock.Stage.MASK));
    channel.send(FromEye.newBuilder().setDone(done).build());
    long now = clocks.elapsedNanos();
    if (!channel.hasMore() || ++unsaid >= MOST_UNSAID || now - saidAt > LONGEST_UNSAID) {
      unsaid = 0;
      saidAt = now;
      channel.flush();
    }
  }

  void trouble(int camera, String sentence) throws IOException {
    var trouble = Trouble.newBuilder().setCamera(camera).setSentence(sentence);
    channel.send(FromEye.newBuilder().setTrouble(trouble).build());
  }

  void copyDone(String sentence) throws IOException {
    channel.send(
        FromEye.newBuilder().setCopyDone(CopyDone.newBuilder().setSentence(sentence)).build());
    channel.flush();
  }

  /// Where the masked live pictures of a camera go.
  MaskedStream.Sink masked(int camera, LongUnaryOperator wallMicros) {
    return new MaskedStream.Sink() {
      @Override
      public void begin(VideoFormat format) throws IOException {
        channel.send(FromEye.newBuilder().setMaskedFormat(format(camera, format)).build());
      }

      @Override
      public void coded(long ticks, boolean key, byte[] bytes) throws IOException {
        var unit = unit(camera, ticks, wallMicros.applyAsLong(ticks), key, bytes);
        channel.send(FromEye.newBuilder().setMasked(unit).build());
      }
    };
  }

  /// Where the pictures of a masked copy go.
  MaskedStream.Sink copies(LongUnaryOperator wallMicros) {
    return new MaskedStream.Sink() {
      @Override
      public void begin(VideoFormat format) throws IOException {
        channel.send(FromEye.newBuilder().setCopyFormat(format(0, format)).build());
      }

      @Override
      public void coded(long ticks, boolean key, byte[] bytes) throws IOException {
        var unit = unit(0, ticks, wallMicros.applyAsLong(ticks), key, bytes);
        channel.send(FromEye.newBuilder().setCopied(unit).build());
      }
    };
  }

  private static MaskedFormat format(int camera, VideoFormat format) {
    return MaskedFormat.newBuilder().setCamera(camera).setFormat(Wire.format(format)).build();
  }

  private static Unit unit(int camera, long ticks, long wallMicros, boolean key, byte[] bytes) {
    return Unit.newBuilder()
        .setCamera(camera)
        .setTicks(ticks)
        .setWallMicros(wallMicros)
        .setKey(key)
        .setBytes(ByteString.copyFrom(bytes))
        .build();
  }
}
