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
    var words = Words.in(settings.language());
    var payload = new Payload(town.name(), words, settings.details());
    var cap = new Cap(town, words);
    return switch (settings.way()) {
      case Way.Webhook webhook ->
          new WebhookSender(settings, webhook, new Letter(payload, cap), clocks, patience);
      case Way.Mqtt mqtt -> new MqttSender(mqtt, settings.alerts(), payload, cap, patience);
      case Way.Mail mail ->
          new MailSender(mail, new MailText(town, words, settings.details()), clocks, patience);
    };
  }
}
