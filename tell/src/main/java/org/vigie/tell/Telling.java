package org.vigie.tell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.Repeated;
import org.vigie.model.Alarm;
import org.vigie.model.Alarms;

/// All receivers of a town, told of what begins and ends. Each has a thread of its own, so that one
/// that hangs costs the others nothing. Safe for any thread; closed by whoever started it, before
/// what it asks for alarms.
public final class Telling implements AutoCloseable {

  static final Duration EVERY = Duration.ofSeconds(1);

  private final Supplier<List<Alarm>> holding;
  private final List<Receiver> receivers = new ArrayList<>();
  private final Closing closing = new Closing();

  private Telling(Supplier<List<Alarm>> holding) {
    this.holding = holding;
  }

  /// What telling needs from the town.
  ///
  /// @param folder where what is owed outlives the process
  /// @param holding the alarms that hold now
  /// @param alarms hears of receivers that cannot be reached
  /// @param disclosures where what was told is entered
  public record Around(
      TownFacts town,
      Path folder,
      Supplier<List<Alarm>> holding,
      Alarms alarms,
      Disclosures disclosures,
      Clocks clocks) {}

  /// Starts with what an earlier process left untold. Without receivers there is no thread, and
  /// nothing leaves the machine.
  ///
  /// @throws BadInput if a receiver's file of authorities cannot be used
  public static Telling start(List<ReceiverSettings> settings, Around around) throws BadInput {
    var telling = of(settings, around, Sender.PATIENCE);
    if (!telling.receivers.isEmpty()) {
      // Ended in the other order: first the looks, then the senders, so that no round is waited for
      // that waits for an answer.
      for (int i = 0; i < settings.size(); i++) {
        var rounds =
            Repeated.start(
                "tell-" + settings.get(i).name(), EVERY, telling.receivers.get(i)::round);
        telling.closing.add(rounds);
      }
      telling.receivers.forEach(telling.closing::add);
      telling.closing.add(Repeated.start("tell", EVERY, telling::look));
    }
    return telling;
  }

  /// Without threads: whoever calls does the rounds.
  static Telling inHand(List<ReceiverSettings> settings, Around around, Duration patience)
      throws BadInput {
    var telling = of(settings, around, patience);
    telling.receivers.forEach(telling.closing::add);
    return telling;
  }

  private static Telling of(List<ReceiverSettings> settings, Around around, Duration patience)
      throws BadInput {
    var telling = new Telling(around.holding());
    for (var one : settings) {
      telling.receivers.add(
          new Receiver(
              one,
              new Outbox(
                  around.folder().resolve(one.name() + ".json"),
                  around.town()::spot,
                  around.clocks()),
              Senders.of(one, around.town(), around.clocks(), patience),
              around.alarms(),
              around.disclosures(),
              around.clocks()));
    }
    return telling;
  }

  /// Compares the alarms that hold with what each receiver was told.
  void look() {
    var now = holding.get();
    receivers.forEach(receiver -> receiver.look(now));
  }

  /// Sends what is due.
  void round() {
    receivers.forEach(Receiver::round);
  }

  /// A person has confirmed an alert; saying so again changes nothing.
  public void confirmed(ConfirmedAlert alert) {
    receivers.forEach(receiver -> receiver.confirmed(alert));
  }

  /// How each receiver stands.
  public List<ReceiverState> states() {
    return receivers.stream().map(Receiver::state).toList();
  }

  /// Sends one receiver a message that says that nothing has happened; nothing is kept of it.
  ///
  /// @return why it did not take it; empty if it did
  /// @throws BadInput if its file of authorities cannot be used
  public static Optional<String> tryOut(ReceiverSettings settings, TownFacts town, Clocks clocks)
      throws BadInput, InterruptedException {
    try (var sender = Senders.of(settings, town, clocks, Sender.PATIENCE)) {
      sender.send(List.of(new News.Trial(Outbox.newId(), clocks.wall())), 0);
      return Optional.empty();
    } catch (NotTold e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
