package org.vigie.bench;

import java.util.Locale;

/// Finds the ends of pictures in what an RTSP camera sends over TCP: interleaved RTP packets (RFC
/// 2326 section 10.12) whose marker bit is set, between answers in text.
///
/// Used by one thread.
final class PictureCounter {

  private static final int MOST_TEXT_BYTES = 64 * 1024;
  private static final int FRAME_HEAD = 4;

  private final StringBuilder text = new StringBuilder();
  private final byte[] head = new byte[FRAME_HEAD + 2];
  private int headBytes;
  private int left;
  private boolean ends;

  /// Takes the next bytes of the connection.
  ///
  /// @return how many pictures end in them
  int take(byte[] bytes, int length) {
    int pictures = 0;
    for (int at = 0; at < length; ) {
      if (left > 0) {
        int some = Math.min(left, length - at);
        at += some;
        left -= some;
        if (left == 0 && ends) {
          pictures++;
          ends = false;
        }
      } else if (headBytes > 0 || text.isEmpty() && bytes[at] == '$') {
        head[headBytes++] = bytes[at++];
        if (headBytes == head.length) {
          beginPacket();
        }
      } else {
        takeText(bytes[at++]);
      }
    }
    return pictures;
  }

  /// An RTP packet of an even channel, which carries pictures; odd ones carry reports.
  private void beginPacket() {
    int size = (head[2] & 0xff) << 8 | head[3] & 0xff;
    left = size - 2;
    ends = (head[1] & 1) == 0 && (head[5] & 0x80) != 0;
    headBytes = 0;
  }

  private void takeText(byte next) {
    text.append((char) (next & 0xff));
    int length = text.length();
    if (length >= 4 && text.indexOf("\r\n\r\n", length - 4) >= 0) {
      left = contentLength(text.toString());
      ends = false;
      text.setLength(0);
    } else if (length > MOST_TEXT_BYTES) {
      throw new IllegalStateException("the camera's answer never ends");
    }
  }

  private static int contentLength(String answer) {
    for (var line : answer.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return 0;
  }
}
