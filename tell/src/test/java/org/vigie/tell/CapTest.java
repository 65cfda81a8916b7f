package org.vigie.tell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.base.FakeClocks;
import org.vigie.model.EventType;
import org.w3c.dom.Element;

/// Confirmed alerts in the Common Alerting Protocol, read by another XML library than writes them
/// and held against what the standard says (CAP 1.2, section 3.2 and its schema in 3.4).
class CapTest {

  private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

  /// The order of the elements; what must be there has an exclamation mark.
  private static final List<String> ALERT =
      List.of(
          "identifier!",
          "sender!",
          "sent!",
          "status!",
          "msgType!",
          "source",
          "scope!",
          "restriction",
          "addresses",
          "code",
          "note",
          "references",
          "incidents",
          "info");

  private static final List<String> INFO =
      List.of(
          "language",
          "category!",
          "event!",
          "responseType",
          "urgency!",
          "severity!",
          "certainty!",
          "audience",
          "eventCode",
          "effective",
          "onset",
          "expires",
          "senderName",
          "headline",
          "description",
          "instruction",
          "web",
          "contact",
          "parameter",
          "resource",
          "area");

  private static final List<String> AREA =
      List.of("areaDesc!", "polygon", "circle", "geocode", "altitude", "ceiling");

  private static final Set<String> CATEGORIES =
      Set.of(
          "Geo",
          "Met",
          "Safety",
          "Security",
          "Rescue",
          "Fire",
          "Health",
          "Env",
          "Transport",
          "Infra",
          "CBRNE",
          "Other");

  private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d";

  @TempDir private Path folder = Path.of("");

  private static News.OfAlert alert(EventType event) {
    var seen = Instant.parse("2031-07-01T21:59:58.250Z");
    var spot = TellingTown.FACTS.spot(TellingTown.GATE);
    return new News.OfAlert(
        "msg_1", seen.plusSeconds(61), 7, event, spot, seen, seen.plusSeconds(60));
  }

  private static Element read(byte[] xml) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
  }

  private static List<Element> children(Element parent) {
    var all = new ArrayList<Element>();
    for (int i = 0; i < parent.getChildNodes().getLength(); i++) {
      if (parent.getChildNodes().item(i) instanceof Element child) {
        all.add(child);
      }
    }
    return all;
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(e -> e.getLocalName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent();
  }

  /// Known names, in the standard's order, with all that must be there.
  private static void isInOrder(Element parent, List<String> order) {
    var known = order.stream().map(name -> name.replace("!", "")).toList();
    var found = children(parent).stream().map(Element::getLocalName).toList();
    assertThat(known).containsAll(found);
    assertThat(found.stream().map(known::indexOf).toList()).isSorted();
    assertThat(found)
        .containsAll(
            order.stream().filter(n -> n.endsWith("!")).map(n -> n.replace("!", "")).toList());
    assertThat(children(parent)).allMatch(e -> NAMESPACE.equals(e.getNamespaceURI()));
  }

  private static Cap cap(TownFacts town) {
    return new Cap(town, Words.in(Language.FR));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void every_event_is_a_message_as_the_standard_has_it(EventType event) throws Exception {
    var alert = read(cap(TellingTown.FACTS).of(alert(event)));
    assertThat(alert.getLocalName()).isEqualTo("alert");
    isInOrder(alert, ALERT);
    assertThat(text(alert, "identifier")).isEqualTo("vigie.saint-exemple.alert.7");
    assertThat(text(alert, "sent")).matches(MOMENT).isEqualTo("2031-07-02T00:00:58+02:00");
    assertThat(text(alert, "status")).isEqualTo("Actual");
    assertThat(text(alert, "scope")).isEqualTo("Restricted");
    // Section 3.2.1: needed where the scope is Restricted.
    assertThat(text(alert, "restriction")).isNotEmpty();
    var info = child(alert, "info");
    isInOrder(info, INFO);
    assertThat(CATEGORIES).contains(text(info, "category"));
    assertThat(text(info, "onset")).matches(MOMENT).isEqualTo("2031-07-01T23:59:58+02:00");
    assertThat(text(info, "certainty")).isEqualTo("Observed");
    assertThat(text(info, "headline")).endsWith(", Porte nord");
    assertThat(text(child(info, "eventCode"), "value")).isEqualTo(event.name());
    var area = child(info, "area");
    isInOrder(area, AREA);
    assertThat(text(area, "areaDesc")).isEqualTo("Porte nord, north side, above the gate");
    assertThat(text(area, "circle")).isEqualTo("43.299870,5.372640 0");
  }

  @Test
  void whatever_a_town_and_its_cameras_are_called_it_stays_one_document() throws Exception {
    var town =
        new TownFacts("L’Île-aux-Moines <&> Œuf, 2", TellingTown.FACTS.zone(), Map.of(), false);
    var spot = new Spot("gate", "a <b> & \u0007c", "", Optional.empty());
    var plain = alert(EventType.FIRE);
    var news =
        new News.OfAlert(
            plain.id(), plain.at(), 7, EventType.FIRE, spot, plain.seen(), plain.confirmed());
    var alert = read(cap(town).of(news));
    assertThat(text(alert, "identifier")).matches("[^\\s,<&]+");
    assertThat(text(alert, "sender")).matches("vigie\\.[a-z0-9-]+");
    assertThat(text(child(child(alert, "info"), "area"), "areaDesc")).isEqualTo("a <b> &  c");
  }

  @Test
  void what_happens_in_a_demo_is_an_exercise() throws Exception {
    var demo = new TownFacts("Demo", TellingTown.FACTS.zone(), Map.of(), true);
    assertThat(text(read(cap(demo).of(alert(EventType.FIRE))), "status")).isEqualTo("Exercise");
  }

  @Test
  void a_trial_says_that_it_is_one() throws Exception {
    var trial = read(cap(TellingTown.FACTS).of(new News.Trial("msg_1", new FakeClocks().wall())));
    isInOrder(trial, ALERT);
    assertThat(text(trial, "status")).isEqualTo("Test");
  }

  @Test
  void a_webhook_gets_the_forms_that_it_wants_each_signed_under_an_id_of_its_own()
      throws Exception {
    var key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
    try (var hook = new HookServer()) {
      var way =
          new Way.Webhook(hook.url("cap"), SigningSecret.parse("whsec_" + key), Optional.empty());
      var settings =
          new ReceiverSettings(
              "room",
              way,
              new Which.Kinds(Set.of()),
              Set.of(AlertForm.CAP, AlertForm.JSON),
              Language.EN,
              false);
      // The second form fails once: both come again, by the same ids.
      hook.answer(204, 500);
      try (var town = new TellingTown(folder, settings)) {
        town.confirm(7, EventType.WRONG_WAY, town.clocks.wall());
        town.pass(java.time.Duration.ofSeconds(10));
      }
      assertThat(hook.got())
          .extracting(HookServer.Got::type)
          .containsExactly(
              "application/json", "application/cap+xml", "application/json", "application/cap+xml");
      assertThat(hook.got().get(3).id()).isEqualTo(hook.got().get(1).id());
      assertThat(hook.got().get(1).id()).isNotEqualTo(hook.got().get(0).id());
      var got = hook.got().getLast();
      assertThat(text(child(read(got.body()), "info"), "category")).isEqualTo("Transport");
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      mac.update((got.id() + "." + got.seconds() + ".").getBytes(UTF_8));
      assertThat(got.signature())
          .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(got.body())));
    }
  }
}
