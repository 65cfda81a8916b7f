package org.vigie.tell;

import java.time.Duration;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;

/// Makes senders, one for each way.
final class Senders {

  private Senders() {}

  /// @param patience how long an answer may take
  /// @throws BadInput if its file of authorities cannot be used
  static Sender of(ReceiverSettings settings, TownFacts town, Clocks clocks, Duration patience)
      throws BadInput {
    var payload = new Payload(town.name(), Words.in(settings.language()), settings.details());
    return switch (settings.way()) {
      case Way.Webhook webhook ->
          new WebhookSender(settings, webhook, new Letter(payload), clocks, patience);
    };
  }
}
