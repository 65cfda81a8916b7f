package org.vigie.app.camera;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.vigie.app.CameraConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.login.Credentials;
import org.vigie.ingest.Origin;
import org.vigie.media.MediaException;
import org.vigie.media.rtp.SenderReport;
import org.vigie.media.rtp.VideoReceiver;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.VideoFormat;

/// One coded picture that stands alone, as a camera sends it.
///
/// @param unit as in [org.vigie.model.AccessUnit]
record KeyPicture(VideoFormat format, byte[] unit) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofSeconds(15);

  /// Calls a camera's recorded stream and takes the first such picture.
  ///
  /// @throws IOException with a plain sentence if none comes
  static KeyPicture take(CameraConfig camera) throws IOException {
    return take(camera, AskedCamera.login(camera).orElse(null));
  }

  /// The same, shown another login.
  static KeyPicture take(CameraConfig camera, @Nullable Credentials login) throws IOException {
    try {
      var url = RtspUrl.parse(camera.main()).with(camera.trust());
      return take(camera.id().value(), login == null ? url : url.with(login));
    } catch (BadInput e) {
      throw new IOException("its stream is not asked for by RTSP", e);
    }
  }

  /// Whether a camera's recorded stream takes a login.
  enum Opens {
    YES,
    NO,
    /// It was not reached, or is not asked for by RTSP.
    UNKNOWN
  }

  /// Asks twice at most: some cameras need a moment after a change.
  static Opens opens(CameraConfig camera, Credentials login) {
    for (int asked = 0; asked < 2; asked++) {
      try {
        var url = RtspUrl.parse(camera.main()).with(camera.trust()).with(login);
        Origin.rtsp(url)
            .open(camera.id().value(), PATIENCE, new First(), Clocks.system(), wake -> {})
            .close();
        return Opens.YES;
      } catch (MediaException.Refused e) {
        // Perhaps the next time.
      } catch (MediaException | BadInput e) {
        return Opens.UNKNOWN;
      }
    }
    return Opens.NO;
  }

  private static KeyPicture take(String label, RtspUrl url) throws IOException {
    var clocks = Clocks.system();
    var first = new First();
    var limit = clocks.elapsed().plus(MOST);
    try (var reader = Origin.rtsp(url).open(label, PATIENCE, first, clocks, wake -> {})) {
      while (clocks.elapsed().compareTo(limit) < 0) {
        reader.read(Duration.ofSeconds(1));
        var found = first.picture;
        if (found != null) {
          return found;
        }
      }
    } catch (MediaException e) {
      throw new IOException(e.getMessage(), e);
    }
    throw new IOException("no whole picture came within " + MOST.toSeconds() + " s");
  }

  private static final class First implements VideoReceiver {

    @Nullable KeyPicture picture;

    @Override
    public void picture(
        VideoFormat format,
        long ticks,
        int compositionTicks,
        boolean key,
        byte[] bytes,
        long arrivedNanos) {
      if (key && picture == null) {
        picture = new KeyPicture(format, bytes);
      }
    }

    @Override
    public void dropped(long arrivedNanos) {}

    @Override
    public void broken(String why) {}

    @Override
    public void jumped() {}

    @Override
    public void report(SenderReport report, long arrivedNanos) {}
  }
}
