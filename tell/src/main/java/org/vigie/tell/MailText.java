package org.vigie.tell;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// News as people read them in a message: plain text, the words of the console.
final class MailText {

  private final TownFacts town;
  private final Words words;
  private final boolean details;
  private final DateTimeFormatter moment;

  /// @param details whether an alarm's sentence of detail goes with it
  MailText(TownFacts town, Words words, boolean details) {
    this.town = town;
    this.words = words;
    this.details = details;
    this.moment =
        DateTimeFormatter.ofPattern(
                words.say("d MMMM uuuu 'à' HH:mm:ss", "d MMMM uuuu, HH:mm:ss"), words.locale())
            .withZone(town.zone());
  }

  /// On one line, whatever the town calls itself and its cameras.
  String subject(List<News> news) {
    var first = headline(news.getFirst());
    var others =
        switch (news.size()) {
          case 1 -> "";
          case 2 -> words.say(" et une autre nouvelle", " and one more");
          default ->
              words.say(" et %d autres nouvelles", " and %d more").formatted(news.size() - 1);
        };
    return ("[Vigie " + town.name() + "] " + first + others).replaceAll("\\p{Cntrl}+", " ");
  }

  private String headline(News news) {
    return switch (news) {
      case News.OfAlarm alarm -> {
        var title = words.title(alarm.kind(), alarm.subject(), alarm.spot());
        yield alarm.ended().isEmpty() ? title : words.say("Fini\u00a0: ", "Over: ") + title;
      }
      case News.OfAlert alert ->
          words.say("Alerte confirmée\u00a0: ", "Confirmed alert: ")
              + words.event(alert.event())
              + ", "
              + alert.spot().name();
      case News.Trial trial -> words.say("Essai", "A trial");
    };
  }

  String body(List<News> news, long lost) {
    var text = new StringBuilder();
    for (var one : news) {
      text.append(headline(one)).append('\n');
      switch (one) {
        case News.OfAlarm alarm -> alarm(text, alarm);
        case News.OfAlert alert -> line(text, at(alert.seen()));
        case News.Trial trial ->
            line(
                text,
                words.say(
                    "Vigie joint ce destinataire. Rien ne s’est passé.",
                    "Vigie reaches this receiver. Nothing has happened."));
      }
      text.append('\n');
    }
    if (lost > 0) {
      text.append(
          words
              .say(
                  "%d nouvelles plus anciennes n’ont jamais été dites, faute de place.%n%n",
                  "%d older news were never told, for want of room.%n%n")
              .formatted(lost));
    }
    return text.append("-- \n")
        .append("Vigie, ")
        .append(town.name())
        .append('\n')
        .append(
            words.say(
                "Message automatique, sans image et sans nom. Personne ne lit les réponses.\n",
                "Sent by a machine, without pictures or names. Nobody reads replies.\n"))
        .toString();
  }

  private void alarm(StringBuilder text, News.OfAlarm alarm) {
    alarm.spot().map(Spot::place).filter(place -> !place.isEmpty()).ifPresent(p -> line(text, p));
    if (alarm.ended().isPresent()) {
      line(
          text,
          words
              .say("du %s au %s", "from %s to %s")
              .formatted(at(alarm.since()), at(alarm.ended().get())));
      return;
    }
    line(text, words.say("depuis le %s", "since %s").formatted(at(alarm.since())));
    line(text, words.next(alarm.kind(), alarm.subject()));
    if (details) {
      Optional.of(alarm.detail()).filter(d -> !d.isEmpty()).ifPresent(d -> line(text, d));
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }

  private String at(Instant instant) {
    return moment.format(instant);
  }
}
