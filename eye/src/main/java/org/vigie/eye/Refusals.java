package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_DEMUXER_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_BAD_REQUEST;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PROTOCOL_NOT_FOUND;

/// Which of FFmpeg's errors are an answer, not a silence: trying again helps only after somebody
/// has changed something.
final class Refusals {

  private static final int NO_SUCH_FILE = -2;
  private static final int NO_PERMISSION = -13;
  private static final int INVALID_ARGUMENT = -22;

  private Refusals() {}

  static boolean isOne(int code) {
    return code == NO_SUCH_FILE
        || code == NO_PERMISSION
        || code == INVALID_ARGUMENT
        || code == AVERROR_INVALIDDATA()
        || code == AVERROR_DEMUXER_NOT_FOUND()
        || code == AVERROR_PROTOCOL_NOT_FOUND()
        || code == AVERROR_HTTP_BAD_REQUEST()
        || code == AVERROR_HTTP_UNAUTHORIZED()
        || code == AVERROR_HTTP_FORBIDDEN()
        || code == AVERROR_HTTP_NOT_FOUND();
  }
}
