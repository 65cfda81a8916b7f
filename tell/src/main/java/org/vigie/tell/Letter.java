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

  Letter(Payload payload) {
    this.payload = payload;
  }

  /// One message, or one for each form in which alerts are wanted.
  ///
  /// @param lost how many before this were never told
  List<Message> messages(News news, ReceiverSettings settings, long lost) {
    if (!(news instanceof News.OfAlert)) {
      return List.of(new Message(news.id(), JSON, payload.envelope(news, lost)));
    }
    var messages = new ArrayList<Message>();
    for (var form : new TreeSet<>(settings.alerts())) {
      messages.add(
          switch (form) {
            case JSON -> new Message(news.id(), JSON, payload.envelope(news, lost));
          });
    }
    return messages;
  }
}
