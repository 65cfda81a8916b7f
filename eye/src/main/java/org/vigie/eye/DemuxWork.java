package org.vigie.eye;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.vigie.base.Clocks;
import org.vigie.link.Channel;
import org.vigie.link.wire.Codec;
import org.vigie.link.wire.DemuxEnd;
import org.vigie.link.wire.DemuxFormat;
import org.vigie.link.wire.DemuxLoss;
import org.vigie.link.wire.DemuxOpen;
import org.vigie.link.wire.DemuxUnit;
import org.vigie.link.wire.FromDemuxer;
import org.vigie.link.wire.Ready;
import org.vigie.link.wire.ToDemuxer;

/// What a demuxer does: is told one address, gives its pictures, and says how it ended. What is a
/// file, here or behind HTTP, is given at the pace at which it was filmed, unless it is wanted at
/// once. One thread only.
final class DemuxWork {

  private static final long SECOND = 90_000;

  /// A step of the source's time that is no picture's duration: the pace begins again there.
  private static final long LONGEST_STEP = 10 * SECOND;

  private static final Duration MOST_LATE = Duration.ofSeconds(1);

  private final Channel<FromDemuxer, ToDemuxer> channel;
  private final Clocks clocks;
  private NalUnits.Sets sets = NalUnits.Sets.NONE;
  private boolean needsKey = true;
  private boolean atOnce;
  private boolean began;
  private long offset;
  private long lastTicks;
  private long lastStep = SECOND / 25;
  private long anchorNanos;
  private long anchorTicks;

  DemuxWork(Channel<FromDemuxer, ToDemuxer> channel, Clocks clocks) {
    this.channel = channel;
    this.clocks = clocks;
  }

  /// Works until the source ends or the host closes the link.
  void run() throws IOException {
    channel.send(FromDemuxer.newBuilder().setReady(Ready.getDefaultInstance()).build());
    channel.flush();
    var told = channel.receive();
    if (told.isEmpty() || !told.get().hasOpen()) {
      return;
    }
    var open = told.get().getOpen();
    atOnce = open.getAtOnce();
    boolean again = true;
    while (again) {
      again = play(open);
    }
  }

  /// Plays the source once; whether it is to be played again.
  private boolean play(DemuxOpen open) throws IOException {
    var patience = Duration.ofMillis(open.getPatienceMs());
    try (var source = DemuxedFile.open(open.getAddress(), patience, clocks)) {
      boolean first = true;
      needsKey = true;
      for (var next = source.next(); next.isPresent(); next = source.next()) {
        if (first) {
          first = false;
          // A further round goes on where the last one ended.
          offset = began ? lastTicks + lastStep - next.get().ticks() : 0;
        }
        give(next.get(), source);
      }
      if (open.getLoop() && source.isFinite() && !first) {
        return true;
      }
      end(
          source.isFinite() ? "the source has been played to its end" : "the source has ended",
          false,
          source.isFinite());
    } catch (DemuxedFile.Failure e) {
      end(e.sentence(), e.refused(), false);
    }
    return false;
  }

  private void give(DemuxedFile.Packet packet, DemuxedFile source) throws IOException {
    if (packet.damaged()) {
      lost("a part of the source was damaged or lost");
      return;
    }
    var parsed = NalUnits.read(source.isH265(), packet.bytes(), sets);
    if (parsed.bytes().length == 0) {
      return;
    }
    if (!parsed.sets().equals(sets)) {
      sets = parsed.sets();
      needsKey = true;
      if (sets.isComplete()) {
        format(source.isH265());
      }
    }
    if (needsKey && (!parsed.key() || !sets.isComplete())) {
      return;
    }
    needsKey = false;
    long ticks = packet.ticks() + offset;
    if (source.isFinite() && !atOnce) {
      awaitTurn(ticks);
    }
    long step = ticks - lastTicks;
    if (began && step > 0 && step < LONGEST_STEP) {
      lastStep = step;
    }
    began = true;
    lastTicks = ticks;
    var unit =
        DemuxUnit.newBuilder()
            .setTicks(ticks)
            .setCompositionTicks(packet.compositionTicks())
            .setKey(parsed.key())
            .setBytes(ByteString.copyFrom(parsed.bytes()));
    channel.send(FromDemuxer.newBuilder().setUnit(unit).build());
    channel.flush();
  }

  private void format(boolean h265) throws IOException {
    var format =
        DemuxFormat.newBuilder()
            .setCodec(h265 ? Codec.H265 : Codec.H264)
            .setVideoParameters(ByteString.copyFrom(sets.vps()))
            .setSequenceParameters(ByteString.copyFrom(sets.sps()))
            .setPictureParameters(ByteString.copyFrom(sets.pps()));
    channel.send(FromDemuxer.newBuilder().setFormat(format).build());
  }

  private void lost(String sentence) throws IOException {
    if (!needsKey) {
      needsKey = true;
      var loss = DemuxLoss.newBuilder().setSentence(sentence);
      channel.send(FromDemuxer.newBuilder().setLoss(loss).build());
      channel.flush();
    }
  }

  /// Waits until a picture's turn has come, at the pace of its own time.
  private void awaitTurn(long ticks) {
    long now = clocks.elapsedNanos();
    long due = anchorNanos + (ticks - anchorTicks) * 100_000 / 9;
    boolean jumped = Math.abs(ticks - lastTicks) > LONGEST_STEP;
    if (!began || jumped || now - due > MOST_LATE.toNanos()) {
      anchorNanos = now;
      anchorTicks = ticks;
      return;
    }
    for (long left = due - now; left > 0; left = due - clocks.elapsedNanos()) {
      LockSupport.parkNanos(left);
    }
  }

  private void end(String sentence, boolean refused, boolean finished) throws IOException {
    var end = DemuxEnd.newBuilder().setSentence(sentence).setRefused(refused).setFinished(finished);
    channel.send(FromDemuxer.newBuilder().setEnd(end).build());
    channel.flush();
    // The host closes the link when it has heard.
    channel.receive();
  }
}
