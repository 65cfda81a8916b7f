package org.vigie.tell;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Brings news to one receiver. Used by one thread; closed by any.
interface Sender extends AutoCloseable {

  /// How long an answer may take, at every step.
  Duration PATIENCE = Duration.ofSeconds(10);

  /// How many it brings at once, at most.
  int most();

  /// How long the first waits for others to go with it.
  Duration gather();

  /// How long after one sending the next one comes, at the earliest.
  Duration pause();

  /// Keeps up what it needs while there is nothing to bring.
  ///
  /// @param holding the alarms that hold and were told, for receivers that keep a state
  default void keep(Supplier<List<News>> holding) throws NotTold, InterruptedException {}

  /// Brings them, all or none; whoever got some before it failed gets them again, by the same ids.
  ///
  /// @param lost how many before them were never told, for want of room
  void send(List<News> news, long lost) throws NotTold, InterruptedException;

  /// Ends it, and a sending under way.
  @Override
  void close();
}
