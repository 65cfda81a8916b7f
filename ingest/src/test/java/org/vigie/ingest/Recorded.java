package org.vigie.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.vigie.base.Clocks;
import org.vigie.model.AccessUnit;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;

/// A sink that remembers everything, and lets a test wait for it.
final class Recorded implements StreamSink {

  private final List<Object> calls = new ArrayList<>();

  @Override
  public synchronized void begin(RunStart start) {
    calls.add(start);
    notifyAll();
  }

  @Override
  public synchronized void accept(AccessUnit unit) {
    calls.add(unit);
    notifyAll();
  }

  @Override
  public synchronized void end(RunEnd end) {
    calls.add(end);
    notifyAll();
  }

  synchronized <T> List<T> of(Class<T> type) {
    return calls.stream().filter(type::isInstance).map(type::cast).toList();
  }

  synchronized List<Object> calls() {
    return List.copyOf(calls);
  }

  synchronized void await(Predicate<Recorded> wanted) throws InterruptedException {
    var clocks = Clocks.system();
    var deadline = clocks.elapsed().plusSeconds(10);
    while (!wanted.test(this)) {
      var left = deadline.minus(clocks.elapsed());
      if (left.compareTo(Duration.ZERO) <= 0) {
        throw new AssertionError("waited in vain; calls: " + calls);
      }
      wait(left.toMillis() + 1);
    }
  }

  void awaitUnits(int count) throws InterruptedException {
    await(r -> r.of(AccessUnit.class).size() >= count);
  }

  void awaitEnds(int count) throws InterruptedException {
    await(r -> r.of(RunEnd.class).size() >= count);
  }
}
