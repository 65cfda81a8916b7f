package org.vigie.ingest;

import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.CameraId;
import org.vigie.model.StreamKind;

/// Where one stream of one camera comes from.
public record StreamSource(CameraId camera, StreamKind stream, Origin origin) {

  /// A stream that is asked for by RTSP.
  public StreamSource(CameraId camera, StreamKind stream, RtspUrl url) {
    this(camera, stream, Origin.rtsp(url));
  }
}
