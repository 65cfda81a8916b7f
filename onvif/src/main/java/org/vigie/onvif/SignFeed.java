package org.vigie.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.oasis_open.docs.wsn.b_2.NotificationMessageHolderType;
import org.vigie.base.Clocks;

/// What a camera says of its own picture, fetched from it (ONVIF's pull point). A part of an
/// [Onvif], and for one thread at a time like it; whoever opens it closes it.
public final class SignFeed implements AutoCloseable {

  private final PullPoint point;
  private final Clocks clocks;
  private long dropped;

  private SignFeed(PullPoint point, Clocks clocks) {
    this.point = point;
    this.clocks = clocks;
  }

  static SignFeed open(SoapClient camera, OnvifAddress address, URI service, Clocks clocks)
      throws OnvifException {
    var topics = Arrays.stream(CameraSign.What.values()).map(CameraSign.What::topic).toList();
    return new SignFeed(PullPoint.open(camera, address, service, topics), clocks);
  }

  /// Fetches what has come; waits for something if there is nothing.
  ///
  /// @param wait shorter than the limit of an answer
  public List<CameraSign> next(Duration wait) throws OnvifException {
    var signs = new ArrayList<CameraSign>();
    for (var message : point.fetch(wait)) {
      sign(message).ifPresentOrElse(signs::add, () -> dropped++);
    }
    return signs;
  }

  /// How many messages came that were not asked for: their content was not looked at.
  public long dropped() {
    return dropped;
  }

  private Optional<CameraSign> sign(NotificationMessageHolderType message) {
    var path = PullPoint.topic(message);
    for (var what : CameraSign.What.values()) {
      if (path.equals(what.topic()) || path.startsWith(what.topic() + "/")) {
        return PullPoint.body(message)
            .flatMap(body -> PullPoint.item(body, "State"))
            .map(value -> new CameraSign(what, PullPoint.isYes(value), clocks.wall()));
      }
    }
    return Optional.empty();
  }

  /// Tells the camera that nobody fetches any more; it forgets by itself too.
  @Override
  public void close() throws OnvifException {
    point.end();
  }
}
