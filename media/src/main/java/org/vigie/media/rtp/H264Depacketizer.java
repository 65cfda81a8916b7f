package org.vigie.media.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.model.VideoFormat;

/// H.264 in RTP (RFC 6184, packetization modes 0 and 1). Used by one thread.
final class H264Depacketizer extends Depacketizer {

  private static final int STAP_A = PacketHead.STAP_A;
  private static final int FU_A = PacketHead.FU_A;

  H264Depacketizer(int rate, @Nullable VideoFormat announced, VideoReceiver receiver) {
    super(rate, ParameterSets.h264(announced), receiver);
  }

  @Override
  boolean beginsPicture(RtpPacket packet) {
    return PacketHead.beginsPicture(packet);
  }

  @Override
  boolean isLaterSlice(RtpPacket packet) {
    return PacketHead.isLaterSlice(packet);
  }

  @Override
  void payload(byte[] bytes, int at, int length) throws MediaException {
    int type = H264.type(bytes[at]);
    if (type == FU_A) {
      fragment(bytes, at, length);
      return;
    }
    closeNal();
    if (type >= 1 && type < STAP_A) {
      addNal(bytes, at, length);
    } else if (type == STAP_A) {
      aggregate(bytes, at + 1, at + length);
    } else if (type > STAP_A && type < 30) {
      throw new MediaException.Refused(
          "sends H.264 interleaved (packetization mode 2), which this version does not record");
    }
  }

  private void aggregate(byte[] bytes, int from, int end) throws MediaException {
    int at = from;
    while (at + 2 <= end) {
      int length = RtpPacket.short16(bytes, at);
      at += 2;
      if (length > end - at) {
        damaged = true;
        return;
      }
      if (length > 0) {
        addNal(bytes, at, length);
      }
      at += length;
    }
  }

  private void fragment(byte[] bytes, int at, int length) throws MediaException {
    if (length < 2) {
      damaged = true;
      return;
    }
    boolean start = (bytes[at + 1] & 0x80) != 0;
    boolean end = (bytes[at + 1] & 0x40) != 0;
    if (start) {
      closeNal();
      unit.open();
      unit.append((byte) (bytes[at] & 0xe0 | bytes[at + 1] & 0x1f));
    } else if (!unit.isNalOpen()) {
      damaged = true;
      return;
    }
    unit.append(bytes, at + 2, length - 2);
    if (end) {
      closeNal();
    }
  }

  @Override
  boolean mayHoldOthers(byte header) {
    int type = H264.type(header);
    return type >= H264.SEI && type <= H264.DELIMITER;
  }

  @Override
  boolean mayFollowStartCode(byte header) {
    int type = H264.type(header);
    return type >= H264.SLICE && type <= H264.DELIMITER;
  }

  @Override
  void sort(int start, int end) {
    int type = H264.type(unit.bytes()[start]);
    boolean out =
        switch (type) {
          case H264.SPS -> parameters.takeSequence(unit.bytes(), start, end);
          case H264.PPS -> parameters.takePicture(unit.bytes(), start, end);
          case H264.DELIMITER, H264.FILLER -> true;
          default -> false;
        };
    if (out) {
      unit.forget();
      return;
    }
    if (H264.isSlice(type)) {
      key |= type == H264.IDR_SLICE;
      firstSlice = firstSlice < 0 ? start : firstSlice;
    }
    unit.keep();
  }

  @Override
  boolean mayBeReordered() {
    int end = Math.min(firstSlice + 12, unit.length());
    return parameters.reorderDepth() > 0
        || H264.isBidirectional(Arrays.copyOfRange(unit.bytes(), firstSlice, end));
  }

  /// Only IDR pictures count as key frames, and nothing after one refers to what was before it.
  @Override
  boolean refersBeforeKey() {
    return false;
  }

  @Override
  boolean endsLeading() {
    return true;
  }
}
