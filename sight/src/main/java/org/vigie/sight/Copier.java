package org.vigie.sight;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.link.Channel;
import org.vigie.link.Wire;
import org.vigie.link.wire.CopyBegin;
import org.vigie.link.wire.CopyEnd;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ToEye;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskedCopies.Copy;
import org.vigie.model.VideoFormat;

/// Makes masked copies in an eye of its own, so that neither hostile footage nor a long clip ever
/// costs the live eyes a picture. The eye is started by the first copy and ends when nobody has
/// asked for a minute. One copy at a time.
final class Copier implements AutoCloseable {

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final SightSettings settings;
  private final Confinement confinement;
  private final Clocks clocks;
  private final ReentrantLock turn = new ReentrantLock(true);
  private volatile @Nullable ProgramProcess<ToEye, FromEye> eye;
  private volatile boolean working;
  private volatile Duration heardAt = Duration.ZERO;
  private volatile boolean closed;

  Copier(SightSettings settings, Confinement confinement, Clocks clocks) {
    this.settings = settings;
    this.confinement = confinement;
    this.clocks = clocks;
  }

  Copy mask(VideoFormat format, List<AccessUnit> units, List<BlockMask> masks, MaskEdits edits)
      throws IOException {
    turn.lock();
    try {
      if (closed) {
        throw new IOException("Vigie is stopping.");
      }
      heardAt = clocks.elapsed();
      var process = process();
      working = true;
      try {
        return exchange(process.channel(), begin(format, masks, edits), units);
      } catch (IOException | RuntimeException e) {
        process.kill();
        eye = null;
        throw new IOException("The eye that makes masked copies has died or hung.", e);
      } finally {
        working = false;
        heardAt = clocks.elapsed();
      }
    } finally {
      turn.unlock();
    }
  }

  private ProgramProcess<ToEye, FromEye> process() throws IOException {
    var running = eye;
    if (running != null && running.isAlive()) {
      return running;
    }
    var started =
        ProgramProcess.<ToEye, FromEye>start(
            confinement,
            Confinement.Holes.NONE,
            FromEye.parser(),
            settings.runDir(),
            "eye-copies",
            clocks);
    eye = started;
    var ready = started.channel().receive();
    if (ready.isEmpty() || !ready.get().hasReady()) {
      started.kill();
      throw new IOException("The eye that makes masked copies did not start.");
    }
    return started;
  }

  private Copy exchange(Channel<ToEye, FromEye> channel, CopyBegin begin, List<AccessUnit> units)
      throws IOException {
    // Sending has a thread of its own: the eye answers while it is still being told.
    var sender =
        Thread.ofPlatform()
            .daemon()
            .name("eye-copies-sender")
            .unstarted(() -> send(channel, begin, units));
    sender.start();
    var copied = new ArrayList<AccessUnit>(units.size());
    Optional<VideoFormat> made = Optional.empty();
    while (true) {
      var message =
          channel.receive().orElseThrow(() -> new IOException("the eye has closed the link"));
      heardAt = clocks.elapsed();
      switch (message.getKindCase()) {
        case COPY_FORMAT -> made = Optional.of(Wire.format(message.getCopyFormat().getFormat()));
        case COPIED -> copied.add(Wire.unit(message.getCopied()));
        case COPY_DONE -> {
          if (made.isEmpty()) {
            throw new IOException("no picture could be decoded");
          }
          return new Copy(made.get(), copied);
        }
        case READY, SEEN, DONE, MASKED_FORMAT, MASKED, TROUBLE, KIND_NOT_SET ->
            throw new IOException("the eye speaks of what it was not asked");
      }
    }
  }

  private static CopyBegin begin(VideoFormat format, List<BlockMask> masks, MaskEdits edits) {
    var begin = CopyBegin.newBuilder().setFormat(Wire.format(format)).setMark(edits.mark());
    masks.forEach(mask -> begin.addMasks(Wire.mask(mask)));
    edits.edits().forEach(edit -> begin.addEdits(Wire.edit(edit)));
    return begin.build();
  }

  private void send(Channel<ToEye, FromEye> channel, CopyBegin begin, List<AccessUnit> units) {
    try {
      channel.send(ToEye.newBuilder().setCopyBegin(begin).build());
      for (var unit : units) {
        channel.send(ToEye.newBuilder().setCopyUnit(Wire.unit(0, unit, false)).build());
        channel.flush();
      }
      channel.send(ToEye.newBuilder().setCopyEnd(CopyEnd.getDefaultInstance()).build());
      channel.flush();
    } catch (IOException e) {
      // The receiving side notices the same, and says so.
      closeQuietly(channel);
    }
  }

  private static void closeQuietly(Channel<ToEye, FromEye> channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It was of no use any more.
    }
  }

  /// Called now and then: ends an eye that hangs over its work, or has none any more.
  void check() {
    var running = eye;
    if (running == null) {
      return;
    }
    var silence = clocks.elapsed().minus(heardAt);
    if (working && silence.compareTo(settings.patience().multipliedBy(2)) > 0) {
      running.kill();
    } else if (!working && silence.compareTo(IDLE) > 0 && turn.tryLock()) {
      try {
        running.close();
        eye = null;
      } finally {
        turn.unlock();
      }
    }
  }

  Optional<Long> pid() {
    return Optional.ofNullable(eye).filter(ProgramProcess::isAlive).map(ProgramProcess::pid);
  }

  @Override
  public void close() {
    closed = true;
    var running = eye;
    if (running != null) {
      running.kill();
    }
  }
}
