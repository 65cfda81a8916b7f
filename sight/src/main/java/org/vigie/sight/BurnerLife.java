package org.vigie.sight;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.vigie.link.Wire;
import org.vigie.link.wire.BurnBegin;
import org.vigie.link.wire.BurnEnd;
import org.vigie.link.wire.BurnShapes;
import org.vigie.link.wire.FromBurner;
import org.vigie.link.wire.Shape;
import org.vigie.link.wire.ToBurner;
import org.vigie.model.MaskCover;
import org.vigie.model.Point;
import org.vigie.model.RunEnd;

/// One life of a burner: its process, and the thread that feeds it from the queue. A run that was
/// under way when it came to life goes on with the next key picture.
final class BurnerLife implements AutoCloseable {

  /// Units and ends under way at a time: few enough that what is let go is let go in the queue,
  /// where it is counted and explained.
  private static final int MOST_UNDER_WAY = 8;

  private final ProgramProcess<ToBurner, FromBurner> process;
  private final MaskCover cover;
  private final BurnQueue queue;
  private final BurnedRuns runs;
  private final BurnerStage.Services services;
  private final Thread feeder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// Being ready counts: a burner that never says so hangs.
  private int underWay = 1;

  private Duration heardAt;
  private int failedRun;
  private volatile boolean over;
  private volatile boolean killed;

  // The feeding thread's own.
  private int number;
  private boolean open;
  private List<List<Point>> painting = MaskCover.WHOLE;

  private BurnerLife(
      String name,
      ProgramProcess<ToBurner, FromBurner> process,
      MaskCover cover,
      BurnQueue queue,
      BurnedRuns runs,
      BurnerStage.Services services) {
    this.process = process;
    this.cover = cover;
    this.queue = queue;
    this.runs = runs;
    this.services = services;
    this.heardAt = services.clocks().elapsed();
    this.feeder =
        Thread.ofPlatform().daemon().name(name + "-feeder").unstarted(this::feedUntilOver);
  }

  static BurnerLife begin(
      String name, MaskCover cover, BurnQueue queue, BurnedRuns runs, BurnerStage.Services services)
      throws IOException {
    ProgramProcess<ToBurner, FromBurner> process =
        ProgramProcess.start(
            services.confinement(),
            Confinement.Holes.NONE,
            FromBurner.parser(),
            services.settings().runDir(),
            name,
            services.clocks());
    var life = new BurnerLife(name, process, cover, queue, runs, services);
    life.feeder.start();
    return life;
  }

  long pid() {
    return process.pid();
  }

  boolean wasKilled() {
    return killed;
  }

  /// What the burner says next; nothing once it is gone.
  Optional<FromBurner> receive() throws IOException {
    try {
      return process.channel().receive();
    } catch (IOException e) {
      if (over || killed || !process.isAlive()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// The burner has said something.
  void heard(FromBurner message) {
    boolean answer =
        message.hasReady()
            || message.hasDone()
            || message.hasEnded() && message.getEnded().getSentence().isEmpty();
    lock.lock();
    try {
      heardAt = services.clocks().elapsed();
      if (answer) {
        underWay--;
        changed.signalAll();
      }
      if (message.hasEnded() && !message.getEnded().getSentence().isEmpty()) {
        failedRun = message.getEnded().getRun();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isSilent() {
    lock.lock();
    try {
      var silence = services.clocks().elapsed().minus(heardAt);
      return underWay > 0 && silence.compareTo(services.settings().patience()) > 0;
    } finally {
      lock.unlock();
    }
  }

  private void feedUntilOver() {
    try {
      feed();
      awaitAnswers();
    } catch (IOException e) {
      // The receiving side notices the same, and says so.
    } catch (InterruptedException e) {
      // Only close() interrupts.
    }
    // All is done, or nothing more can be.
    over = true;
    process.close();
  }

  private void feed() throws IOException, InterruptedException {
    while (true) {
      awaitRoom();
      var item = queue.take(() -> over);
      if (item.isEmpty()) {
        return;
      }
      switch (item.get()) {
        case BurnQueue.Item.Begin begin -> open = false;
        case BurnQueue.Item.Coded coded -> unit(coded);
        case BurnQueue.Item.End(var end) -> end(end);
      }
    }
  }

  private void unit(BurnQueue.Item.Coded coded) throws IOException, InterruptedException {
    var unit = coded.unit();
    var run = queue.current();
    if (run.isEmpty() || !isOpen() && !unit.key()) {
      runs.letGo();
      return;
    }
    var shapes = cover.over(coded.taken(), coded.received());
    if (!isOpen()) {
      number++;
      open = true;
      runs.begins(number, BurnQueue.at(run.get(), unit));
      var begin = BurnBegin.newBuilder().setRun(number).setFormat(Wire.format(run.get().format()));
      // A burner that was told of nothing to cover refuses: that is said on the way only.
      painting = shapes.isEmpty() ? MaskCover.WHOLE : shapes;
      begin.addAllShapes(wire(painting));
      send(ToBurner.newBuilder().setBegin(begin).build());
    }
    if (!painting.equals(shapes)) {
      painting = shapes;
      var message = BurnShapes.newBuilder().addAllShapes(wire(shapes));
      send(ToBurner.newBuilder().setShapes(message).build());
    }
    runs.sent(number, unit);
    onItsWay();
    send(ToBurner.newBuilder().setUnit(Wire.unit(number, unit, false)).build());
  }

  private boolean isOpen() {
    lock.lock();
    try {
      return open && failedRun != number;
    } finally {
      lock.unlock();
    }
  }

  private void end(RunEnd end) throws IOException {
    open = false;
    runs.ending(number, end);
    onItsWay();
    send(ToBurner.newBuilder().setEnd(BurnEnd.newBuilder().setRun(number)).build());
  }

  private void send(ToBurner message) throws IOException {
    process.channel().send(message);
    process.channel().flush();
  }

  private static List<Shape> wire(List<List<Point>> zones) {
    return zones.stream().map(BurnerLife::shape).toList();
  }

  private static Shape shape(List<Point> zone) {
    var shape = Shape.newBuilder();
    zone.forEach(corner -> shape.addCorners((float) corner.x()).addCorners((float) corner.y()));
    return shape.build();
  }

  private void onItsWay() {
    lock.lock();
    try {
      if (underWay++ == 0) {
        heardAt = services.clocks().elapsed();
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() throws InterruptedException {
    await(MOST_UNDER_WAY - 1);
  }

  private void awaitAnswers() throws InterruptedException {
    await(0);
  }

  private void await(int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (underWay > most) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Ends the process at once: it hangs, or nobody wants it any more. Any thread may call it.
  void kill() {
    killed = true;
    process.kill();
  }

  /// Ends both; afterwards nothing is taken from the queue any more.
  @Override
  public void close() {
    over = true;
    queue.wake();
    feeder.interrupt();
    process.kill();
    try {
      feeder.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
