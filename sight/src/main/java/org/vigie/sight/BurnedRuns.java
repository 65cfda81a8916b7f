package org.vigie.sight;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.link.LinkException;
import org.vigie.link.Wire;
import org.vigie.link.wire.BurnFormat;
import org.vigie.link.wire.Unit;
import org.vigie.model.AccessUnit;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;
import org.vigie.model.VideoFormat;

/// The runs of a masked stream as they leave its burner, handed to those who store and analyse.
///
/// The burner is not believed: a picture's date is the one that the host gave it, and a picture
/// that the host did not send ends the link. [#begins], [#sent], [#letGo] and [#ending] are
/// called by the thread that feeds the burner, everything else by the stage's own, which alone
/// calls the receivers.
final class BurnedRuns {

  private static final System.Logger LOG = System.getLogger(BurnedRuns.class.getName());

  private record Ending(int number, RunEnd end) {}

  /// A run that the burner has been told of.
  ///
  /// @param underWay when the pictures were taken that have not come back, by their ticks
  private record Run(int number, RunStart start, Map<Long, Instant> underWay) {}

  private final List<StreamSink> receivers;
  private final Deque<Ending> endings = new ArrayDeque<>();
  private final Deque<Run> told = new ArrayDeque<>();
  private @Nullable VideoFormat next;
  private boolean running;
  private boolean closed;
  private Instant lastWall = Instant.EPOCH;
  private @Nullable GapReason gap;
  private long handedOn;
  private long missing;

  BurnedRuns(List<StreamSink> receivers) {
    this.receivers = List.copyOf(receivers);
  }

  /// The burner is being told of a run.
  synchronized void begins(int number, RunStart start) {
    told.add(new Run(number, start, new LinkedHashMap<>()));
  }

  /// The burner is being given a picture.
  synchronized void sent(int number, AccessUnit unit) {
    var run = told.peekLast();
    if (run == null || run.number() != number) {
      missing++; // The run has just failed.
    } else {
      // By the times of showing, in which order they come back.
      run.underWay().put(unit.presentationTicks(), unit.taken());
    }
  }

  /// A picture is not given to the burner: there is no key picture before it.
  synchronized void letGo() {
    missing++;
  }

  /// The burner is being told that a run ends.
  synchronized void ending(int number, RunEnd end) {
    endings.add(new Ending(number, end));
  }

  /// The burner says how the pictures that follow are coded.
  synchronized void format(BurnFormat message) throws LinkException {
    run(message.getRun());
    var coded = Wire.format(message.getFormat());
    if (running) {
      end(new RunEnd(lastWall, null, "the burned pictures' format changed"));
    }
    next = coded;
  }

  private Run run(int number) throws LinkException {
    var run = told.peekFirst();
    if (run == null || run.number() != number) {
      throw new LinkException("the burner speaks of a run that it was not given");
    }
    return run;
  }

  /// A picture that is painted over.
  synchronized void picture(Unit unit) throws LinkException {
    var run = run(unit.getCamera());
    var wall = run.underWay().remove(unit.getTicks());
    if (wall == null) {
      throw new LinkException("the burner gives a picture that it was not given");
    }
    forgetBefore(unit.getTicks(), run);
    var format = next;
    if (format != null) {
      if (!unit.getKey()) {
        throw new LinkException("the burner begins a run without a key picture");
      }
      next = null;
      begin(run.start(), format, wall);
    }
    if (!running) {
      throw new LinkException("the burner gives a picture of no run");
    }
    lastWall = wall;
    handedOn++;
    var painted =
        new AccessUnit(unit.getTicks(), wall, unit.getKey(), unit.getBytes().toByteArray());
    each(receiver -> receiver.accept(painted));
  }

  /// Earlier pictures of which nothing came are missing.
  private void forgetBefore(long ticks, Run run) {
    int before = run.underWay().size();
    run.underWay().keySet().removeIf(earlier -> earlier < ticks);
    missing += before - run.underWay().size();
  }

  /// The burner has given all there is of a run.
  ///
  /// @param sentence why it could not go on; empty where it was asked to end it
  synchronized void ended(int number, String sentence) throws LinkException {
    var run = told.peekFirst();
    if (run != null && run.number() == number) {
      missing += run.underWay().size();
      told.removeFirst();
    }
    next = null;
    if (!sentence.isEmpty()) {
      if (running || gap != GapReason.BURNER) {
        var why = "The burner of this camera's privacy masks could not go on: ";
        end(new RunEnd(lastWall, GapReason.BURNER, why + shortened(sentence)));
      }
      return;
    }
    var ending = endings.poll();
    if (ending == null || ending.number() != number) {
      throw new LinkException("the burner ends a run that was not ending");
    }
    end(ending.end());
  }

  /// The burner is gone, with all that was under way. Ends that it was told of are told now.
  ///
  /// @param wanted whether pictures are coming that cannot be burned
  synchronized void burnerGone(Instant now, boolean wanted, String detail) {
    told.forEach(run -> missing += run.underWay().size());
    told.clear();
    next = null;
    if (running) {
      end(new RunEnd(lastWall, GapReason.BURNER, detail));
    } else if (wanted && gap != GapReason.BURNER) {
      end(new RunEnd(now, GapReason.BURNER, detail));
    }
    while (!endings.isEmpty()) {
      end(endings.remove().end());
    }
  }

  /// Ends the run, or says why there is none.
  synchronized void end(RunEnd end) {
    running = false;
    gap = end.gap();
    each(receiver -> receiver.end(end));
  }

  private void begin(RunStart of, VideoFormat format, Instant wall) {
    running = true;
    gap = null;
    var start = new RunStart(of.camera(), of.stream(), format, wall, of.uncertainty());
    each(receiver -> receiver.begin(start));
  }

  synchronized boolean isRunning() {
    return running;
  }

  synchronized long handedOn() {
    return handedOn;
  }

  synchronized long missing() {
    return missing;
  }

  private static String shortened(String sentence) {
    return sentence.substring(0, Math.min(sentence.length(), 200));
  }

  /// The receivers are not called any more.
  synchronized void close() {
    closed = true;
  }

  private void each(java.util.function.Consumer<StreamSink> call) {
    for (var receiver : closed ? List.<StreamSink>of() : receivers) {
      try {
        call.accept(receiver);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a receiver of burned pictures failed", e);
      }
    }
  }
}
