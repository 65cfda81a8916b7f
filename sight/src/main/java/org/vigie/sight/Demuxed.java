package org.vigie.sight;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.link.wire.DemuxEnd;
import org.vigie.link.wire.DemuxFormat;
import org.vigie.link.wire.DemuxUnit;
import org.vigie.link.wire.FromDemuxer;
import org.vigie.link.wire.ToDemuxer;

/// A source that a demuxer reads. Read by one thread; [#wake] and [#close] are safe for any.
public final class Demuxed implements AutoCloseable {

  /// Messages that wait to be read; beyond these the demuxer waits.
  private static final int MOST_WAITING = 8;

  /// Receives what the source holds, on the thread that reads.
  public interface Receiver {
    void format(DemuxFormat format) throws IOException;

    void picture(DemuxUnit unit, long arrivedNanos) throws IOException;

    /// Pictures are missing before the next one.
    void lost(String why);
  }

  /// Nothing more comes.
  ///
  /// @param sentence why, for people; holds no address
  /// @param refused trying again helps only after somebody has changed something
  /// @param finished the source was read to its end
  public record End(String sentence, boolean refused, boolean finished) {}

  private record Arrival(FromDemuxer message, long nanos) {}

  private static final FromDemuxer GONE =
      FromDemuxer.newBuilder()
          .setEnd(DemuxEnd.newBuilder().setSentence("the demuxer of this source has died"))
          .build();

  private final ProgramProcess<ToDemuxer, FromDemuxer> process;
  private final Clocks clocks;
  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread ears;
  private @Nullable Arrival first;
  private volatile boolean closed;

  Demuxed(ProgramProcess<ToDemuxer, FromDemuxer> process, Clocks clocks) {
    this.process = process;
    this.clocks = clocks;
    this.ears = Thread.ofPlatform().daemon().name("demuxer-ears").start(this::listen);
  }

  private void listen() {
    try {
      boolean more = true;
      while (more && !closed) {
        var message = process.channel().receive();
        more = message.isPresent() && !message.get().hasEnd();
        arrivals.put(new Arrival(message.orElse(GONE), clocks.elapsedNanos()));
      }
    } catch (IOException e) {
      arrivals.offer(new Arrival(GONE, clocks.elapsedNanos()));
    } catch (InterruptedException e) {
      // Only close() interrupts.
    }
  }

  /// Waits until it is known whether there are pictures.
  void awaitFirst(Duration most) throws IOException {
    var limit = clocks.elapsed().plus(most);
    while (first == null) {
      var arrival = poll(limit.minus(clocks.elapsed()));
      if (arrival == null) {
        throw new IOException("the source gives no picture");
      }
      if (!arrival.message().hasReady()) {
        first = arrival;
      }
    }
  }

  private @Nullable Arrival poll(Duration most) throws IOException {
    if (closed) {
      throw new IOException("stopped");
    }
    try {
      return arrivals.poll(Math.max(0, most.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  /// Waits up to `most` for something to come and hands on all that came.
  ///
  /// @return how the source ended, if it has
  public Optional<End> read(Duration most, Receiver receiver) throws IOException {
    var arrival = first == null ? poll(most) : first;
    first = null;
    while (arrival != null) {
      var message = arrival.message();
      switch (message.getKindCase()) {
        case READY -> {}
        case FORMAT -> receiver.format(message.getFormat());
        case UNIT -> receiver.picture(message.getUnit(), arrival.nanos());
        case LOSS -> receiver.lost(shortened(message.getLoss().getSentence()));
        case END -> {
          var end = message.getEnd();
          return Optional.of(
              new End(shortened(end.getSentence()), end.getRefused(), end.getFinished()));
        }
        case KIND_NOT_SET -> throw new IOException("the demuxer says what this host does not know");
      }
      arrival = arrivals.poll();
    }
    return Optional.empty();
  }

  private static String shortened(String sentence) {
    return sentence.substring(0, Math.min(sentence.length(), 200));
  }

  public boolean isDrained() {
    return arrivals.isEmpty();
  }

  /// The process. Killing it kills the demuxer.
  public long pid() {
    return process.pid();
  }

  /// Lets a thread that waits return at once, with an exception or as at an end.
  public void wake() {
    closed = true;
    arrivals.offer(new Arrival(GONE, clocks.elapsedNanos()));
  }

  @Override
  public void close() {
    closed = true;
    ears.interrupt();
    process.kill();
  }
}
