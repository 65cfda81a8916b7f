package org.vigie.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oasis_open.docs.wsn.b_2.NotificationMessageHolderType;

/// What a camera says of the contacts that are wired to it, fetched from it (ONVIF's pull point).
/// A part of an [Onvif], and for one thread at a time like it; whoever opens it closes it.
public final class InputFeed implements AutoCloseable {

  /// `tns1:Device/Trigger/DigitalInput` of ONVIF's device IO specification.
  private static final String TOPIC = "Device/Trigger/DigitalInput";

  private final PullPoint point;
  private long dropped;

  private InputFeed(PullPoint point) {
    this.point = point;
  }

  static InputFeed open(SoapClient camera, OnvifAddress address, URI service)
      throws OnvifException {
    return new InputFeed(PullPoint.open(camera, address, service, List.of(TOPIC)));
  }

  /// Fetches what has come; waits for something if there is nothing.
  ///
  /// @param wait shorter than the limit of an answer
  public List<InputState> next(Duration wait) throws OnvifException {
    var states = new ArrayList<InputState>();
    for (var message : point.fetch(wait)) {
      state(message).ifPresentOrElse(states::add, () -> dropped++);
    }
    return states;
  }

  /// How many messages came that were not asked for, or say nothing of an input.
  public long dropped() {
    return dropped;
  }

  private static Optional<InputState> state(NotificationMessageHolderType message) {
    var body = PullPoint.body(message);
    if (!PullPoint.topic(message).equals(TOPIC) || body.isEmpty()) {
      return Optional.empty();
    }
    var input = PullPoint.item(body.get(), "InputToken").map(Said::line);
    var state = PullPoint.item(body.get(), "LogicalState");
    if (input.isEmpty() || state.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new InputState(
            input.get(),
            PullPoint.isYes(state.get()),
            body.get().getAttribute("PropertyOperation").equals("Changed")));
  }

  /// Tells the camera that nobody fetches any more; it forgets by itself too.
  @Override
  public void close() throws OnvifException {
    point.end();
  }
}
