package org.vigie.onvif;

import jakarta.xml.bind.JAXBElement;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.oasis_open.docs.wsn.b_2.FilterType;
import org.oasis_open.docs.wsn.b_2.NotificationMessageHolderType;
import org.oasis_open.docs.wsn.b_2.TopicExpressionType;
import org.oasis_open.docs.wsn.b_2.Unsubscribe;
import org.onvif.ver10.events.wsdl.CreatePullPointSubscription;
import org.onvif.ver10.events.wsdl.CreatePullPointSubscriptionResponse;
import org.onvif.ver10.events.wsdl.PullMessages;
import org.onvif.ver10.events.wsdl.PullMessagesResponse;
import org.w3c.dom.Element;

/// Where a camera keeps what it says about some topics until it is fetched. Each fetch begins the
/// time anew after which the camera forgets it (ONVIF core, "Real-time pull-point notification
/// interface").
final class PullPoint {

  private static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl/";
  private static final String WSN = "http://docs.oasis-open.org/wsn/b-2";
  private static final String DIALECT =
      "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet";

  /// So long a camera keeps what nobody fetches; it is asked far more often.
  private static final String KEPT = "PT120S";

  private static final int MOST_AT_ONCE = 100;

  private final SoapClient camera;
  private final URI point;

  private PullPoint(SoapClient camera, URI point) {
    this.camera = camera;
    this.point = point;
  }

  /// @param topics without their prefix, and no others
  static PullPoint open(SoapClient camera, OnvifAddress address, URI service, List<String> topics)
      throws OnvifException {
    var request = new CreatePullPointSubscription();
    request.setFilter(filter(topics));
    request.setInitialTerminationTime(
        new JAXBElement<>(
            new QName("http://www.onvif.org/ver10/events/wsdl", "InitialTerminationTime"),
            String.class,
            KEPT));
    var answer =
        camera.ask(
            service,
            request,
            CreatePullPointSubscriptionResponse.class,
            EVENTS + "EventPortType/CreatePullPointSubscriptionRequest");
    var reference = answer.getSubscriptionReference();
    if (reference == null || reference.getAddress() == null) {
      throw new OnvifException.Broken(
          address.shown() + ": subscribes us to its signs and does not say where to fetch them");
    }
    return new PullPoint(camera, address.service(reference.getAddress().getValue()));
  }

  private static FilterType filter(List<String> topics) {
    var expression = new TopicExpressionType();
    expression.setDialect(DIALECT);
    expression
        .getContent()
        .add(
            topics.stream()
                .map(topic -> Envelope.TOPICS_PREFIX + ":" + topic + "//.")
                .collect(Collectors.joining("|")));
    var filter = new FilterType();
    filter
        .getAny()
        .add(
            new JAXBElement<>(
                new QName(WSN, "TopicExpression"), TopicExpressionType.class, expression));
    return filter;
  }

  /// Fetches what has come; waits for something if there is nothing.
  ///
  /// @param wait shorter than the limit of an answer
  List<NotificationMessageHolderType> fetch(Duration wait) throws OnvifException {
    var request = new PullMessages();
    request.setTimeout(Ptz.xml(wait));
    request.setMessageLimit(MOST_AT_ONCE);
    return camera
        .ask(
            point,
            request,
            PullMessagesResponse.class,
            EVENTS + "PullPointSubscription/PullMessagesRequest")
        .getNotificationMessage();
  }

  /// What a message is about, without its prefix; empty where it does not say.
  static String topic(NotificationMessageHolderType message) {
    var topic = message.getTopic();
    if (topic == null) {
      return "";
    }
    var said =
        topic.getContent().stream().map(String::valueOf).collect(Collectors.joining()).strip();
    return said.substring(said.indexOf(':') + 1);
  }

  /// The content of a message; nothing where it has none.
  static Optional<Element> body(NotificationMessageHolderType message) {
    return message.getMessage() != null && message.getMessage().getAny() instanceof Element element
        ? Optional.of(element)
        : Optional.empty();
  }

  /// The value of one of a message's plain items.
  static Optional<String> item(Element message, String name) {
    var items = message.getElementsByTagNameNS("*", "SimpleItem");
    for (int i = 0; i < items.getLength(); i++) {
      if (items.item(i) instanceof Element item && item.getAttribute("Name").equals(name)) {
        return Optional.of(item.getAttribute("Value").strip());
      }
    }
    return Optional.empty();
  }

  /// How XML says yes.
  static boolean isYes(String value) {
    return value.equals("true") || value.equals("1");
  }

  /// Tells the camera that nobody fetches any more; it forgets by itself too.
  void end() throws OnvifException {
    camera.tell(
        point,
        new Unsubscribe(),
        "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/UnsubscribeRequest");
  }
}
