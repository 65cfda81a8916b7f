package org.vigie.media.rtp;

import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;
import org.vigie.media.h265.H265;
import org.vigie.model.VideoFormat;

/// H.265 in RTP (RFC 7798): single NAL units, aggregation packets and fragments. Used by one
/// thread.
final class H265Depacketizer extends Depacketizer {

  static final int AGGREGATE = 48;
  static final int FRAGMENT = 49;
  private static final int HEADER_BYTES = 2;

  private final boolean numbered;
  private int lastNumber = -1;
  private int firstType = -1;

  /// @param numbered whether decoding order numbers stand before NAL units (`sprop-max-don-diff`)
  H265Depacketizer(
      int rate, boolean numbered, @Nullable VideoFormat announced, VideoReceiver receiver) {
    super(rate, ParameterSets.h265(announced), receiver);
    this.numbered = numbered;
  }

  @Override
  boolean beginsPicture(RtpPacket packet) {
    int type = headType(packet);
    return type >= H265.VPS && type <= H265.PREFIX_SEI || type >= 0 && !isLaterSlice(packet);
  }

  @Override
  boolean isLaterSlice(RtpPacket packet) {
    int type = headType(packet);
    if (type < 0) {
      return type == INSIDE;
    }
    int at = sliceAt(packet);
    // first_slice_segment_in_pic_flag is the first bit of a slice.
    return H265.isSlice(type) && at < packet.payloadLength() && bit(packet, at) >= 0;
  }

  private static final int NONE = -1;
  private static final int INSIDE = -2;

  /// The type of the NAL unit that a packet begins with; [#INSIDE] if it begins inside one.
  private int headType(RtpPacket packet) {
    if (packet.payloadLength() < 4) {
      return NONE;
    }
    return switch (H265.type(bit(packet, 0))) {
      case FRAGMENT -> (bit(packet, 2) & 0x80) != 0 ? bit(packet, 2) & 0x3f : INSIDE;
      case AGGREGATE -> {
        int at = numbered ? 6 : 4;
        yield at < packet.payloadLength() ? H265.type(bit(packet, at)) : NONE;
      }
      default -> H265.type(bit(packet, 0));
    };
  }

  /// Where the slice's own first byte lies, from the payload's beginning.
  private int sliceAt(RtpPacket packet) {
    int number = numbered ? 2 : 0;
    return number
        + switch (H265.type(bit(packet, 0))) {
          case FRAGMENT -> 3;
          case AGGREGATE -> 6;
          default -> HEADER_BYTES;
        };
  }

  private static byte bit(RtpPacket packet, int offset) {
    return packet.buffer()[packet.payloadAt() + offset];
  }

  @Override
  void payload(byte[] bytes, int at, int length) throws MediaException {
    if (length <= HEADER_BYTES) {
      damaged = true;
      return;
    }
    switch (H265.type(bytes[at])) {
      case FRAGMENT -> fragment(bytes, at, length);
      case AGGREGATE -> {
        closeNal();
        aggregate(bytes, at + HEADER_BYTES, at + length);
      }
      default -> {
        closeNal();
        if (H265.type(bytes[at]) < AGGREGATE) {
          single(bytes, at, length);
        }
      }
    }
  }

  private void single(byte[] bytes, int at, int length) throws MediaException {
    if (!numbered) {
      addNal(bytes, at, length);
    } else if (length > HEADER_BYTES + 2) {
      number(RtpPacket.short16(bytes, at + HEADER_BYTES));
      unit.open();
      unit.append(bytes, at, HEADER_BYTES);
      unit.append(bytes, at + HEADER_BYTES + 2, length - HEADER_BYTES - 2);
      closeNal();
    } else {
      damaged = true;
    }
  }

  private void aggregate(byte[] bytes, int from, int end) throws MediaException {
    int at = from;
    boolean first = true;
    while (at < end) {
      int before = !numbered ? 0 : first ? 2 : 1;
      if (at + before + 2 > end) {
        damaged = true;
        return;
      }
      if (numbered) {
        number(first ? RtpPacket.short16(bytes, at) : lastNumber + 1 + (bytes[at] & 0xff));
      }
      int length = RtpPacket.short16(bytes, at + before);
      at += before + 2;
      if (length > end - at) {
        damaged = true;
        return;
      }
      if (length > HEADER_BYTES) {
        addNal(bytes, at, length);
      }
      at += length;
      first = false;
    }
  }

  private void fragment(byte[] bytes, int at, int length) throws MediaException {
    boolean start = (bytes[at + 2] & 0x80) != 0;
    boolean end = (bytes[at + 2] & 0x40) != 0;
    int head = start && numbered ? HEADER_BYTES + 3 : HEADER_BYTES + 1;
    if (length < head) {
      damaged = true;
      return;
    }
    if (start) {
      closeNal();
      if (numbered) {
        number(RtpPacket.short16(bytes, at + 3));
      }
      unit.open();
      unit.append((byte) (bytes[at] & 0x81 | (bytes[at + 2] & 0x3f) << 1));
      unit.append(bytes[at + 1]);
    } else if (!unit.isNalOpen()) {
      damaged = true;
      return;
    }
    unit.append(bytes, at + head, length - head);
    if (end) {
      closeNal();
    }
  }

  /// Numbers that do not rise mean that NAL units would have to be sorted.
  private void number(int next) throws MediaException {
    if (lastNumber >= 0 && (next - lastNumber & 0xffff) >= 0x8000) {
      throw new MediaException.Refused(
          "sends H.265 interleaved (sprop-max-don-diff), which this version does not record");
    }
    lastNumber = next & 0xffff;
  }

  @Override
  boolean mayHoldOthers(byte header) {
    int type = H265.type(header);
    return type >= H265.VPS && type <= H265.PREFIX_SEI;
  }

  @Override
  boolean mayFollowStartCode(byte header) {
    return header >= 0 && H265.type(header) <= H265.SUFFIX_SEI;
  }

  @Override
  void sort(int start, int end) {
    var bytes = unit.bytes();
    int type = H265.type(bytes[start]);
    boolean out =
        switch (type) {
          case H265.VPS -> parameters.takeVideo(bytes, start, end);
          case H265.SPS -> parameters.takeSequence(bytes, start, end);
          case H265.PPS -> parameters.takePicture(bytes, start, end);
          case H265.DELIMITER, H265.FILLER -> true;
          default -> false;
        };
    if (out) {
      unit.forget();
      return;
    }
    if (H265.isSlice(type)) {
      key |= H265.isKey(type);
      firstType = firstSlice < 0 ? type : firstType;
      firstSlice = firstSlice < 0 ? start : firstSlice;
    }
    unit.keep();
  }

  @Override
  boolean mayBeReordered() {
    return parameters.reorderDepth() > 0;
  }

  @Override
  boolean refersBeforeKey() {
    return firstType == H265.SKIPPED_LEADING || firstType == H265.SKIPPED_LEADING_REFERENCE;
  }

  @Override
  boolean endsLeading() {
    return firstType >= 0 && firstType < H265.FIRST_LEADING;
  }
}
