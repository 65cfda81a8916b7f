package org.vigie.tell;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Writes news as the messages that a program receives.
final class Letter {

  /// @param id the same at each try, another for each form
  /// @param type of the body, a media type
  record Message(String id, String type, byte[] body) {}

  private static final String JSON = "application/json";

  private final Payload payload;
  private final Cap cap;

  Letter(Payload payload, Cap cap) {
    this.payload = payload;
    this.cap = cap;
  }

  /// One message, or one for each form in which alerts are wanted.
  ///
  /// @param lost how many before this were never told
  List<Message> messages(News news, ReceiverSettings settings, long lost) {
    var json = new Message(news.id(), JSON, payload.envelope(news, lost));
    return switch (news) {
      case News.OfAlarm alarm -> List.of(json);
      case News.OfAlert alert -> {
        var messages = new ArrayList<Message>();
        for (var form : new TreeSet<>(settings.alerts())) {
          messages.add(
              switch (form) {
                case JSON -> json;
                case CAP -> cap(alert, cap.of(alert));
              });
        }
        yield messages;
      }
      // Whoever will get both kinds is tried with both.
      case News.Trial trial ->
          settings.alerts().contains(AlertForm.CAP)
              ? List.of(json, cap(trial, cap.of(trial)))
              : List.of(json);
    };
  }

  private static Message cap(News news, byte[] body) {
    return new Message(news.id() + "_cap", Cap.TYPE, body);
  }
}
