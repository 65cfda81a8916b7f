package org.vigie.sight;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigie.link.LinkException;
import org.vigie.link.Wire;
import org.vigie.link.WireSigns;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.Seen;
import org.vigie.model.Observation;
import org.vigie.model.ObservationSink;
import org.vigie.model.SightMode;
import org.vigie.model.Track;

/// Hands on what eyes say. An eye that says what it may not, or nonsense, loses its link.
final class EyeListener {

  private static final System.Logger LOG = System.getLogger(EyeListener.class.getName());

  private final ObservationSink sink;

  EyeListener(ObservationSink sink) {
    this.sink = sink;
  }

  void heard(Map<Integer, FedCamera> cameras, FromEye message) throws LinkException {
    switch (message.getKindCase()) {
      case SEEN -> seen(cameras, message.getSeen());
      case DONE -> {
        var camera = cameras.get(message.getDone().getCamera());
        if (camera != null) {
          camera.done(message.getDone());
        }
      }
      case MASKED_FORMAT -> {
        var camera = cameras.get(message.getMaskedFormat().getCamera());
        if (camera != null) {
          camera.viewers().begin(Wire.format(message.getMaskedFormat().getFormat()));
        }
      }
      case MASKED -> {
        var camera = cameras.get(message.getMasked().getCamera());
        if (camera != null) {
          camera.viewers().accept(Wire.unit(message.getMasked()));
        }
      }
      case TROUBLE -> {
        var camera = cameras.get(message.getTrouble().getCamera());
        if (camera != null) {
          var sentence = message.getTrouble().getSentence();
          LOG.log(Level.WARNING, "{0}: {1}", camera.id(), sentence);
          camera.viewers().interrupted("The camera's pictures cannot be shown: " + sentence);
        }
      }
      case READY -> LOG.log(Level.DEBUG, "an eye is ready");
      case COPY_FORMAT, COPIED, COPY_DONE, KIND_NOT_SET ->
          throw new LinkException("the eye speaks of what it was not asked");
    }
  }

  private void seen(Map<Integer, FedCamera> cameras, Seen seen) throws LinkException {
    var camera = cameras.get(seen.getCamera());
    if (camera == null || camera.isRemoved()) {
      return;
    }
    if (camera.task().mode() == SightMode.WHOLE) {
      throw new LinkException("the eye says something of a camera that it may not look at");
    }
    List<Track> tracks = new ArrayList<>();
    // The last gate: nothing passes but what was asked for, whatever the eye believes.
    var task = camera.task();
    var signs = WireSigns.signs(seen).only(task.signs());
    if (task.mode() == SightMode.WATCH) {
      for (var thing : seen.getThingsList()) {
        tracks.add(Wire.track(thing));
      }
    }
    var observation =
        new Observation(
            camera.id(),
            Wire.instant(seen.getWallMicros()),
            seen.getTicks(),
            seen.getLearning(),
            Wire.tracked(seen),
            tracks,
            signs,
            Wire.mask(seen.getMask()));
    camera.observed();
    try {
      sink.observed(observation);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, camera.id() + ": an observation could not be used", e);
    }
  }
}
