package org.vigie.media.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;
import org.vigie.media.h264.H264;
import org.vigie.model.VideoFormat;

/// Puts H.264 access units together from RTP packets (RFC 6184, packetization modes 0 and 1).
///
/// Only whole pictures are handed on, and only those that decode: once a picture is lost or
/// incomplete, all are dropped up to the next key frame. `design/rtsp.md` gives the reasons, and
/// what else is tolerated. Used by one thread.
final class H264Depacketizer {

  private static final int STAP_A = PacketHead.STAP_A;
  private static final int FU_A = PacketHead.FU_A;

  private final VideoReceiver receiver;
  private final MediaTime time;
  private final ParameterSets parameters;
  private final UnitBuffer unit = new UnitBuffer();

  private @Nullable VideoFormat lastFormat;
  private boolean open;
  private int timestamp;
  private boolean damaged;
  private boolean key;
  private int firstSlice = -1;
  private boolean needsKey = true;

  /// Set once a marker was seen to end a slice, not a picture; pictures then end where the
  /// timestamp changes.
  private boolean markerLies;

  private int lastTimestamp;
  private long dropped;

  H264Depacketizer(int rate, @Nullable VideoFormat announced, VideoReceiver receiver) {
    this.time = new MediaTime(rate);
    this.parameters = new ParameterSets(announced);
    this.receiver = receiver;
  }

  /// Takes the next packet.
  ///
  /// @param missing packets lost before it
  /// @throws MediaException if the stream is none that can be recorded
  void packet(RtpPacket packet, int missing, long arrivedNanos) throws MediaException {
    int at = packet.payloadAt();
    int length = packet.payloadLength();
    var bytes = packet.buffer();
    if (missing > 0) {
      lose(missing);
    }
    if (open && packet.timestamp() != timestamp) {
      finish(arrivedNanos);
    }
    if (!open) {
      begin(packet, missing > 0);
    }
    if (length > 0) {
      payload(bytes, at, length);
    }
    if (packet.marker() && firstSlice >= 0 && !markerLies) {
      finish(arrivedNanos);
    }
  }

  /// Pictures not handed on.
  long dropped() {
    return dropped;
  }

  private void lose(int missing) {
    if (!needsKey) {
      needsKey = true;
      receiver.broken(missing == 1 ? "a packet was lost" : missing + " packets were lost");
    }
    damaged = open;
  }

  private void begin(RtpPacket packet, boolean afterLoss) {
    open = true;
    boolean rest =
        !markerLies && packet.timestamp() == lastTimestamp && PacketHead.isLaterSlice(packet);
    markerLies |= rest && !afterLoss;
    timestamp = packet.timestamp();
    // What was lost may have been the head of this picture.
    damaged = rest || afterLoss && !PacketHead.beginsPicture(packet);
    key = false;
    firstSlice = -1;
    unit.clear();
    parameters.begin();
  }

  private void payload(byte[] bytes, int at, int length) throws MediaException {
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

  private void addNal(byte[] bytes, int at, int length) throws MediaException {
    unit.open();
    unit.append(bytes, at, length);
    closeNal();
  }

  /// Ends the open NAL unit, if there is one: without loss a missing end bit means nothing.
  private void closeNal() throws MediaException {
    if (!unit.isNalOpen()) {
      return;
    }
    int start = unit.nalStart();
    int end = unit.length();
    if (end == start) {
      unit.forget();
      return;
    }
    int type = H264.type(unit.bytes()[start]);
    if (type >= H264.SEI && type <= H264.DELIMITER) {
      int second = AnnexB.next(unit.bytes(), start + 1, end);
      if (second < end) {
        splitNal(Arrays.copyOfRange(unit.bytes(), start, end));
        return;
      }
    }
    sortNal(type, start, end);
  }

  /// Some cameras send several NAL units in one, parted by start codes (Annex B).
  private void splitNal(byte[] several) throws MediaException {
    unit.forget();
    int from = 0;
    while (from < several.length) {
      int next = AnnexB.next(several, from + 1, several.length);
      int end = next;
      while (next < several.length && end > from && several[end - 1] == 0) {
        end--;
      }
      if (end > from) {
        unit.open();
        unit.append(several, from, end - from);
        sortNal(H264.type(several[from]), unit.nalStart(), unit.length());
      }
      from = next + AnnexB.CODE_BYTES;
    }
  }

  /// Keeps the open NAL unit in the access unit, or takes it out.
  private void sortNal(int type, int start, int end) {
    boolean out =
        switch (type) {
          case H264.SPS, H264.PPS -> parameters.take(type, unit.bytes(), start, end);
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

  private void finish(long arrivedNanos) throws MediaException {
    closeNal();
    open = false;
    lastTimestamp = timestamp;
    if (firstSlice < 0) {
      // Parameter sets or remarks under a timestamp of their own: no picture.
      return;
    }
    if (time.isBack(timestamp) && isBidirectional()) {
      throw new MediaException.Refused(
          "sends pictures out of order (B-frames), which this version does not record; "
              + "set the camera to baseline profile, or B-frames to 0");
    }
    long ticks = time.next(timestamp, arrivedNanos);
    if (time.jumped()) {
      receiver.jumped();
    }
    var format = parameters.format();
    if (!damaged && key && format != null) {
      needsKey = false;
    } else if (!needsKey && (damaged || format != lastFormat)) {
      needsKey = true;
      receiver.broken(
          damaged ? "a picture was incomplete" : "the parameters changed without a key frame");
    }
    if (needsKey || format == null) {
      dropped++;
      receiver.dropped(arrivedNanos);
      return;
    }
    lastFormat = format;
    receiver.picture(format, ticks, key, unit.copy(), arrivedNanos);
  }

  private boolean isBidirectional() {
    int end = Math.min(firstSlice + 12, unit.length());
    return H264.isBidirectional(Arrays.copyOfRange(unit.bytes(), firstSlice, end));
  }
}
