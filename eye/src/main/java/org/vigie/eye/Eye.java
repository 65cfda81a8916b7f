package org.vigie.eye;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.eye.scene.StageClock;
import org.vigie.link.Channel;
import org.vigie.link.LinkException;
import org.vigie.link.WireSigns;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.OpenCamera;
import org.vigie.link.wire.ToEye;
import org.vigie.link.wire.Unit;

/// Deals with one message after the other, on the thread that runs it. The socket is its only
/// queue: an eye that is slow is felt by the host at once.
final class Eye implements AutoCloseable {

  private final Channel<FromEye, ToEye> channel;
  private final Outbox out;
  private final StageClock stages = new StageClock();
  private final Map<Integer, CameraEye> cameras = new HashMap<>();
  private final EyeModel model;
  private @Nullable SharedDetector detector;
  private boolean modelOpened;
  private @Nullable CopyWork copy;
  private String copyFailure = "";

  /// @param model opened with the first camera: an eye that only makes copies needs none
  Eye(Channel<FromEye, ToEye> channel, EyeModel model) {
    this.channel = channel;
    this.model = model;
    this.out = new Outbox(channel);
  }

  /// Works until the host closes the link.
  void run() throws IOException {
    out.ready();
    try {
      for (var next = channel.receive(); next.isPresent(); next = channel.receive()) {
        handle(next.get());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
  }

  private void handle(ToEye message) throws IOException {
    switch (message.getKindCase()) {
      case OPEN -> open(message.getOpen());
      case UNIT -> unit(message.getUnit());
      case MODE -> {
        var camera = cameras.get(message.getMode().getCamera());
        if (camera != null) {
          camera.task(
              WireSigns.task(message.getMode().getTracks(), message.getMode().getSignsList()));
          camera.looksAt(message.getMode().getView());
        }
      }
      case WATCHED -> {
        var camera = cameras.get(message.getWatched().getCamera());
        if (camera != null) {
          camera.watched(Watching.of(message.getWatched()));
        }
      }
      case CLOSE -> {
        var camera = cameras.remove(message.getClose().getCamera());
        if (camera != null) {
          camera.close();
        }
      }
      case COPY_BEGIN -> beginCopy(message);
      case COPY_UNIT -> {
        if (copy != null) {
          copy.unit(message.getCopyUnit());
          channel.flush();
        }
      }
      case COPY_END -> endCopy();
      case KIND_NOT_SET ->
          throw new LinkException("a message of a kind that this eye is too old for");
    }
  }

  private void open(OpenCamera open) throws IOException {
    if (!modelOpened) {
      modelOpened = true;
      detector = model.open().map(SharedDetector::new).orElse(null);
    }
    var before = cameras.remove(open.getCamera());
    if (before != null) {
      before.close();
    }
    try {
      cameras.put(open.getCamera(), CameraEye.open(open, before, detector, out, stages));
    } catch (NativeFailure e) {
      out.trouble(open.getCamera(), e.sentence());
      channel.flush();
    }
  }

  private void unit(Unit unit) throws IOException {
    var camera = cameras.get(unit.getCamera());
    stages.begin(StageClock.Stage.DECODE);
    var work = camera == null ? CameraEye.Work.NONE : camera.unit(unit);
    out.done(unit.getCamera(), work, stages);
  }

  private void beginCopy(ToEye message) throws IOException {
    closeCopy();
    copyFailure = "";
    try {
      copy = CopyWork.begin(message.getCopyBegin(), out);
    } catch (NativeFailure e) {
      copyFailure = e.sentence();
    }
  }

  private void endCopy() throws IOException {
    if (copy != null) {
      try {
        copy.end();
      } catch (NativeFailure e) {
        copyFailure = e.sentence();
      }
    }
    closeCopy();
    out.copyDone(copyFailure);
  }

  private void closeCopy() {
    if (copy != null) {
      copy.close();
      copy = null;
    }
  }

  @Override
  public void close() {
    closeCopy();
    cameras.values().forEach(CameraEye::close);
    cameras.clear();
    if (detector != null) {
      detector.close();
    }
  }
}
