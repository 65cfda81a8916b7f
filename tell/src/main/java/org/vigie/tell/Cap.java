package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vigie.model.EventType;

/// Confirmed alerts as messages of the Common Alerting Protocol 1.2 (OASIS, 2010), for programs of
/// control rooms. Urgency and severity are `Unknown`: Vigie does not weigh what it sees; certainty
/// is
/// `Observed`, since a person has confirmed it.
final class Cap {

  static final String TYPE = "application/cap+xml";

  private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

  /// The standard wants the offset in figures, and no fractions.
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private final TownFacts town;
  private final Words words;
  private final String sender;

  Cap(TownFacts town, Words words) {
    this.town = town;
    this.words = words;
    this.sender = "vigie." + plain(town.name());
  }

  /// Lower-case letters, digits and hyphens: identifiers may hold no spaces, commas, `<` or `&`.
  private static String plain(String name) {
    var letters = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    return letters.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /// The same alert always has the same identifier.
  byte[] of(News.OfAlert alert) {
    return document(
        xml -> {
          head(
              xml,
              sender + ".alert." + alert.alert(),
              alert.confirmed(),
              town.demo() ? "Exercise" : "Actual");
          text(
              xml,
              "restriction",
              words.say(
                  "Pour les seuls destinataires désignés par la commune",
                  "For receivers named by the town only"));
          xml.writeStartElement("info");
          info(xml, alert);
          xml.writeEndElement();
        });
  }

  /// That nothing has happened.
  byte[] of(News.Trial trial) {
    return document(
        xml -> {
          head(xml, sender + "." + trial.id(), trial.at(), "Test");
          text(xml, "restriction", words.say("Essai", "A trial"));
          text(
              xml,
              "note",
              words.say(
                  "Essai : Vigie joint ce destinataire. Rien ne s’est passé.",
                  "A trial: Vigie reaches this receiver. Nothing has happened."));
        });
  }

  private void head(XMLStreamWriter xml, String id, Instant sent, String status)
      throws XMLStreamException {
    text(xml, "identifier", id);
    text(xml, "sender", sender);
    text(xml, "sent", at(sent));
    text(xml, "status", status);
    text(xml, "msgType", "Alert");
    text(xml, "source", "Vigie");
    text(xml, "scope", "Restricted");
  }

  /// The order of the elements is the standard's.
  private void info(XMLStreamWriter xml, News.OfAlert alert) throws XMLStreamException {
    var event = words.event(alert.event());
    var spot = alert.spot();
    text(xml, "language", words.language().tag());
    text(xml, "category", category(alert.event()));
    text(xml, "event", event);
    text(xml, "urgency", "Unknown");
    text(xml, "severity", "Unknown");
    text(xml, "certainty", "Observed");
    named(xml, "eventCode", "vigie:event", alert.event().name());
    text(xml, "effective", at(alert.confirmed()));
    text(xml, "onset", at(alert.seen()));
    text(xml, "senderName", town.name());
    text(xml, "headline", event + ", " + spot.name());
    named(xml, "parameter", "vigie:alert", Long.toString(alert.alert()));
    named(xml, "parameter", "vigie:camera", spot.camera());
    xml.writeStartElement("area");
    text(xml, "areaDesc", area(spot));
    if (spot.position().isPresent()) {
      var position = spot.position().get();
      // A point: what a camera overlooks is not told.
      text(
          xml,
          "circle",
          String.format(Locale.ROOT, "%.6f,%.6f 0", position.latitude(), position.longitude()));
    }
    xml.writeEndElement();
  }

  private static String area(Spot spot) {
    var place = spot.place();
    if (place.isEmpty()) {
      return spot.name();
    }
    return place.startsWith(spot.name()) ? place : spot.name() + ", " + place;
  }

  private static String category(EventType event) {
    return switch (event) {
      case FIRE -> "Fire";
      case PERSON_DOWN -> "Rescue";
      case WRONG_WAY -> "Transport";
      case CROWD_MOVEMENT, DENSITY -> "Safety";
      case INTRUSION, ABANDONED_OBJECT, WEAPON -> "Security";
      case LINE_COUNT -> "Other";
    };
  }

  private String at(Instant instant) {
    ZoneId zone = town.zone();
    return MOMENT.format(instant.atZone(zone));
  }

  private static void named(XMLStreamWriter xml, String element, String name, String value)
      throws XMLStreamException {
    xml.writeStartElement(element);
    text(xml, "valueName", name);
    text(xml, "value", value);
    xml.writeEndElement();
  }

  private static void text(XMLStreamWriter xml, String element, String text)
      throws XMLStreamException {
    xml.writeStartElement(element);
    // XML 1.0 knows no control characters, and a name may hold one.
    xml.writeCharacters(text.replaceAll("\\p{Cntrl}+", " "));
    xml.writeEndElement();
  }

  private interface Inside {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static byte[] document(Inside inside) {
    var out = new ByteArrayOutputStream();
    try {
      var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, UTF_8.name());
      xml.writeStartDocument(UTF_8.name(), "1.0");
      xml.writeStartElement("alert");
      xml.writeDefaultNamespace(NAMESPACE);
      inside.write(xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("memory takes every byte", e);
    }
    return out.toByteArray();
  }
}
