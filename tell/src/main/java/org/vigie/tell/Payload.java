package org.vigie.tell;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// News as JSON, for programs: snake_case names, instants as text, what is absent left out.
final class Payload {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final String town;
  private final Words words;
  private final boolean details;

  /// @param details whether an alarm's sentence of detail goes with it
  Payload(String town, Words words, boolean details) {
    this.town = town;
    this.words = words;
    this.details = details;
  }

  /// What happened, in one word for a program.
  static String type(News news) {
    return switch (news) {
      case News.OfAlarm alarm -> alarm.ended().isEmpty() ? "alarm.began" : "alarm.ended";
      case News.OfAlert alert -> "alert.confirmed";
      case News.Trial trial -> "test";
    };
  }

  /// As Standard Webhooks has it: `type`, `timestamp`, `data`.
  ///
  /// @param lost how many before this were never told
  byte[] envelope(News news, long lost) {
    var all = MAPPER.createObjectNode();
    all.put("type", type(news));
    all.put("timestamp", news.at().toString());
    all.set("data", data(news, lost));
    return MAPPER.writeValueAsBytes(all);
  }

  /// What happened alone: `data` of the envelope.
  byte[] bytes(News news, long lost) {
    return MAPPER.writeValueAsBytes(data(news, lost));
  }

  private ObjectNode data(News news, long lost) {
    var data = MAPPER.createObjectNode();
    data.put("town", town);
    switch (news) {
      case News.OfAlarm alarm -> alarm(data, alarm);
      case News.OfAlert alert -> alert(data, alert);
      case News.Trial trial ->
          data.put(
              "title",
              words.say(
                  "Essai : Vigie joint ce destinataire. Rien ne s’est passé.",
                  "A trial: Vigie reaches this receiver. Nothing has happened."));
    }
    if (lost > 0) {
      data.put("never_told_before", lost);
    }
    return data;
  }

  private void alarm(ObjectNode data, News.OfAlarm alarm) {
    data.put("kind", alarm.kind().name());
    data.put("subject", alarm.subject());
    data.put("urgent", Which.isUrgent(alarm.kind()));
    data.put("holds", alarm.ended().isEmpty());
    data.put("title", words.title(alarm.kind(), alarm.subject(), alarm.spot()));
    data.put("next", words.next(alarm.kind(), alarm.subject()));
    if (details && !alarm.detail().isEmpty()) {
      data.put("detail", alarm.detail());
    }
    alarm.spot().ifPresent(spot -> camera(data, spot));
    data.put("since", alarm.since().toString());
    alarm.ended().map(Instant::toString).ifPresent(ended -> data.put("ended", ended));
  }

  private void alert(ObjectNode data, News.OfAlert alert) {
    data.put("alert", alert.alert());
    data.put("state", "CONFIRMED");
    data.put("event", alert.event().name());
    data.put("title", words.event(alert.event()));
    camera(data, alert.spot());
    data.put("seen", alert.seen().toString());
    data.put("confirmed", alert.confirmed().toString());
  }

  private static void camera(ObjectNode data, Spot spot) {
    var camera = data.putObject("camera");
    camera.put("id", spot.camera());
    camera.put("name", spot.name());
    if (!spot.place().isEmpty()) {
      camera.put("place", spot.place());
    }
    spot.position()
        .ifPresent(
            position -> {
              camera.put("latitude", position.latitude());
              camera.put("longitude", position.longitude());
            });
  }
}
