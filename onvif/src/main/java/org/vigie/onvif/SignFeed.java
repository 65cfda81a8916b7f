package org.vigie.onvif;

import jakarta.xml.bind.JAXBElement;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.vigie.base.Clocks;
import org.w3c.dom.Element;

/// What a camera says of its own picture, fetched from it (ONVIF's pull point). A part of an
/// [Onvif], and for one thread at a time like it; whoever opens it closes it.
public final class SignFeed implements AutoCloseable {

  private static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl/";
  private static final String WSN = "http://docs.oasis-open.org/wsn/b-2";
  private static final String DIALECT =
      "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet";

  /// So long a camera keeps what nobody fetches; it is asked far more often.
  private static final String KEPT = "PT120S";

  private static final int MOST_AT_ONCE = 100;

  private final SoapClient camera;
  private final URI point;
  private final Clocks clocks;
  private long dropped;

  private SignFeed(SoapClient camera, URI point, Clocks clocks) {
    this.camera = camera;
    this.point = point;
    this.clocks = clocks;
  }

  static SignFeed open(SoapClient camera, OnvifAddress address, URI service, Clocks clocks)
      throws OnvifException {
    var request = new CreatePullPointSubscription();
    request.setFilter(filter());
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
    return new SignFeed(camera, address.service(reference.getAddress().getValue()), clocks);
  }

  /// The topics of [CameraSign.What] and no others.
  private static FilterType filter() {
    var topics = new TopicExpressionType();
    topics.setDialect(DIALECT);
    topics
        .getContent()
        .add(
            Arrays.stream(CameraSign.What.values())
                .map(what -> Envelope.TOPICS_PREFIX + ":" + what.topic() + "//.")
                .collect(Collectors.joining("|")));
    var filter = new FilterType();
    filter
        .getAny()
        .add(
            new JAXBElement<>(
                new QName(WSN, "TopicExpression"), TopicExpressionType.class, topics));
    return filter;
  }

  /// Fetches what has come; waits for something if there is nothing.
  ///
  /// @param wait shorter than the limit of an answer
  public List<CameraSign> next(Duration wait) throws OnvifException {
    var request = new PullMessages();
    request.setTimeout(Ptz.xml(wait));
    request.setMessageLimit(MOST_AT_ONCE);
    var answer =
        camera.ask(
            point,
            request,
            PullMessagesResponse.class,
            EVENTS + "PullPointSubscription/PullMessagesRequest");
    var signs = new ArrayList<CameraSign>();
    for (var message : answer.getNotificationMessage()) {
      var sign = sign(message);
      sign.ifPresentOrElse(signs::add, () -> dropped++);
    }
    return signs;
  }

  /// How many messages came that were not asked for: their content was not looked at.
  public long dropped() {
    return dropped;
  }

  private Optional<CameraSign> sign(NotificationMessageHolderType message) {
    var topic = message.getTopic();
    if (topic == null || message.getMessage() == null) {
      return Optional.empty();
    }
    var said =
        topic.getContent().stream().map(String::valueOf).collect(Collectors.joining()).strip();
    var path = said.substring(said.indexOf(':') + 1);
    for (var what : CameraSign.What.values()) {
      if (path.equals(what.topic()) || path.startsWith(what.topic() + "/")) {
        return state(message.getMessage().getAny())
            .map(holds -> new CameraSign(what, holds, clocks.wall()));
      }
    }
    return Optional.empty();
  }

  /// The one item of a message that says yes or no.
  private static Optional<Boolean> state(Object message) {
    if (!(message instanceof Element element)) {
      return Optional.empty();
    }
    var items = element.getElementsByTagNameNS("*", "SimpleItem");
    for (int i = 0; i < items.getLength(); i++) {
      if (items.item(i) instanceof Element item && item.getAttribute("Name").equals("State")) {
        var value = item.getAttribute("Value").strip();
        return Optional.of(value.equals("true") || value.equals("1"));
      }
    }
    return Optional.empty();
  }

  /// Tells the camera that nobody fetches any more; it forgets by itself too.
  @Override
  public void close() throws OnvifException {
    camera.tell(
        point,
        new Unsubscribe(),
        "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/UnsubscribeRequest");
  }
}
