package org.vigie.server.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.vigie.governance.ActState;
import org.vigie.governance.Purpose;
import org.vigie.model.EventType;

/// What is declared, in words, as the public page and the file for the authorities say it. Pure.
public record FactWords(Tongue tongue) {

  private String say(String french, String english) {
    return tongue.say(french, english);
  }

  public String event(EventType event) {
    return Words.event(event, tongue);
  }

  public String events(Collection<EventType> events) {
    return events.stream().map(this::event).collect(Collectors.joining(say(" ; ", "; ")));
  }

  public String purpose(Purpose purpose) {
    return Words.purpose(purpose, tongue);
  }

  /// From when until when.
  public String dates(Instant from, Instant until, ZoneId zone) {
    return say("du ", "from ")
        + tongue.date(from, zone)
        + say(" jusqu’au ", " until ")
        + tongue.time(until, zone)
        + say(" ; cela cesse alors de soi-même", "; it then ends by itself");
  }

  /// Where an act stands, and whether its file is signed.
  public String state(ActState state, boolean signed) {
    var stands =
        switch (state) {
          case PUBLISHED -> say("publié, pas encore en vigueur", "published, not yet in force");
          case IN_FORCE -> say("en vigueur", "in force");
          case SUSPENDED ->
              say("suspendu : rien ne se fait en son nom", "suspended: nothing is done under it");
          case DRAFT -> say("projet", "draft");
          case REVOKED -> say("abrogé", "revoked");
          case EXPIRED -> say("expiré", "expired");
        };
    return stands
        + say(" ; ", "; ")
        + (signed
            ? say("fichier signé par l’autorité", "its file is signed by the authority")
            : say("fichier non signé par l’autorité", "its file is not signed by the authority"));
  }

  public String purposes(List<Purpose> purposes) {
    return purposes.stream()
        .map(p -> Words.purpose(p, tongue))
        .collect(Collectors.joining(say(" ; ", "; ")));
  }

  public String position(Position at) {
    return tongue.decimal(Math.abs(at.latitude()), 5)
        + (at.latitude() < 0 ? "° S, " : "° N, ")
        + tongue.decimal(Math.abs(at.longitude()), 5)
        + (at.longitude() < 0 ? say("° O", "° W") : "° E");
  }

  /// What a camera overlooks.
  public String view(FieldOfView view) {
    return say("vers ", "towards ")
        + quarter(view.direction())
        + " ("
        + tongue.decimal(view.direction(), 0)
        + "°), "
        + say("ouverture ", "width ")
        + tongue.decimal(view.angle(), 0)
        + say("°, portée ", "°, reach ")
        + tongue.decimal(view.reach(), 0)
        + " m";
  }

  private String quarter(double direction) {
    var french =
        List.of(
            "le nord",
            "le nord-est",
            "l’est",
            "le sud-est",
            "le sud",
            "le sud-ouest",
            "l’ouest",
            "le nord-ouest");
    var english =
        List.of(
            "north",
            "north-east",
            "east",
            "south-east",
            "south",
            "south-west",
            "west",
            "north-west");
    int eighth = (int) Math.round(direction / 45) % 8;
    return say(french.get(eighth), english.get(eighth));
  }
}
