package org.vigie.eye;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.vigie.link.Channel;
import org.vigie.link.LinkException;
import org.vigie.link.Wire;
import org.vigie.link.wire.BurnBegin;
import org.vigie.link.wire.BurnDone;
import org.vigie.link.wire.BurnEnded;
import org.vigie.link.wire.BurnFormat;
import org.vigie.link.wire.BurnShapes;
import org.vigie.link.wire.FromBurner;
import org.vigie.link.wire.Ready;
import org.vigie.link.wire.ToBurner;
import org.vigie.link.wire.Unit;
import org.vigie.model.VideoFormat;

/// Deals with one message after the other, on the thread that runs it. What it is given leaves it
/// painted over or not at all: a run that cannot go on ends, and its further units are let go.
final class Burner implements AutoCloseable {

  private final Channel<FromBurner, ToBurner> channel;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final SourcePace pace = new SourcePace();
  private @Nullable BurnRun run;

  Burner(Channel<FromBurner, ToBurner> channel) {
    this.channel = channel;
  }

  /// Works until the host closes the link.
  void work() throws IOException {
    channel.send(FromBurner.newBuilder().setReady(Ready.getDefaultInstance()).build());
    channel.flush();
    try {
      for (var next = channel.receive(); next.isPresent(); next = channel.receive()) {
        handle(next.get());
        channel.flush();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
  }

  private void handle(ToBurner message) throws IOException {
    switch (message.getKindCase()) {
      case BEGIN -> begin(message.getBegin());
      case UNIT -> unit(message.getUnit());
      case END -> end(message.getEnd().getRun());
      case SHAPES -> shapes(message.getShapes());
      case KIND_NOT_SET ->
          throw new LinkException("a message of a kind that this burner is too old for");
    }
  }

  private void begin(BurnBegin begin) throws IOException {
    close();
    try {
      run = BurnRun.begin(begin, pace, sink(begin.getRun()));
    } catch (NativeFailure e) {
      ended(begin.getRun(), e.sentence());
    }
  }

  private void shapes(BurnShapes shapes) {
    if (run != null) {
      run.shapes(Shapes.readAll(shapes.getShapesList()));
    }
  }

  private void unit(Unit unit) throws IOException {
    var open = run;
    int pictures = 0;
    long start = threads.getCurrentThreadCpuTime();
    if (open != null) {
      try {
        pictures = open.unit(unit);
      } catch (NativeFailure e) {
        close();
        ended(unit.getCamera(), e.sentence());
      }
    }
    long spent = threads.getCurrentThreadCpuTime() - start;
    var done =
        BurnDone.newBuilder().setRun(unit.getCamera()).setPictures(pictures).setCpuNanos(spent);
    channel.send(FromBurner.newBuilder().setDone(done).build());
  }

  private void end(int number) throws IOException {
    try {
      if (run != null) {
        run.finish();
      }
    } catch (NativeFailure e) {
      ended(number, e.sentence());
    }
    close();
    ended(number, "");
  }

  private void ended(int number, String sentence) throws IOException {
    var ended = BurnEnded.newBuilder().setRun(number).setSentence(sentence);
    channel.send(FromBurner.newBuilder().setEnded(ended).build());
  }

  private BurnRun.Sink sink(int number) {
    return new BurnRun.Sink() {
      @Override
      public void begin(VideoFormat format) throws IOException {
        var message = BurnFormat.newBuilder().setRun(number).setFormat(Wire.format(format));
        channel.send(FromBurner.newBuilder().setFormat(message).build());
      }

      @Override
      public void painted(long ticks, boolean key, byte[] bytes) throws IOException {
        var unit =
            Unit.newBuilder()
                .setCamera(number)
                .setTicks(ticks)
                .setKey(key)
                .setBytes(ByteString.copyFrom(bytes));
        channel.send(FromBurner.newBuilder().setUnit(unit).build());
      }
    };
  }

  /// Ends the run, if there is one.
  @Override
  public void close() {
    if (run != null) {
      run.close();
      run = null;
    }
  }
}
