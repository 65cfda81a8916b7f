package org.vigie.ingest;

import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.CameraId;
import org.vigie.model.StreamKind;

/// Where one stream of one camera comes from.
public record StreamSource(CameraId camera, StreamKind stream, RtspUrl url) {}
