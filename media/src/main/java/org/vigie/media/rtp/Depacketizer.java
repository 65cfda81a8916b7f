package org.vigie.media.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;
import org.vigie.model.VideoFormat;

/// Puts access units together from RTP packets; what differs between codecs is in the two that
/// extend it.
///
/// Only whole pictures are handed on, and only those that decode: once a picture is lost or
/// incomplete, all are dropped up to the next key frame. `design/rtsp.md` gives the reasons, and
/// what else is tolerated. Used by one thread.
abstract sealed class Depacketizer permits H264Depacketizer, H265Depacketizer {

  private final VideoReceiver receiver;
  private final MediaTime time;
  private final DecodeOrder order = new DecodeOrder();
  final ParameterSets parameters;
  final UnitBuffer unit = new UnitBuffer();

  private @Nullable VideoFormat lastFormat;
  private boolean open;
  private int timestamp;
  private boolean needsKey = true;

  /// Set from the key frame that a run began with until a picture that refers to nothing before it.
  private boolean afterCut;

  /// Set once a marker was seen to end a slice, not a picture; pictures then end where the
  /// timestamp changes.
  private boolean markerLies;

  private int lastTimestamp;
  private long dropped;

  /// What the present picture is found to be while its NAL units come.
  boolean damaged;

  boolean key;
  int firstSlice = -1;

  Depacketizer(int rate, ParameterSets parameters, VideoReceiver receiver) {
    this.time = new MediaTime(rate);
    this.parameters = parameters;
    this.receiver = receiver;
  }

  /// Whether a packet surely begins an access unit.
  abstract boolean beginsPicture(RtpPacket packet);

  /// Whether a packet begins with a slice, or part of one, that is not its picture's first.
  abstract boolean isLaterSlice(RtpPacket packet);

  /// Takes a payload of at least one byte.
  abstract void payload(byte[] bytes, int at, int length) throws MediaException;

  /// Keeps the open NAL unit, which lies there, in the access unit, or takes it out.
  abstract void sort(int start, int end);

  /// Whether usual NAL units of this kind are no pictures, and short: in such a camera may have
  /// glued others, parted by start codes (Annex B).
  abstract boolean mayHoldOthers(byte header);

  /// Whether a NAL unit of this kind may follow a start code.
  abstract boolean mayFollowStartCode(byte header);

  /// Whether the present picture may be shown before one that was sent before it.
  abstract boolean mayBeReordered();

  /// Whether the present picture refers to what was sent before the last key frame.
  abstract boolean refersBeforeKey();

  /// Whether the present picture, and so all that follow, refer to nothing before the key frame.
  abstract boolean endsLeading();

  /// Takes the next packet.
  ///
  /// @param missing packets lost before it
  /// @throws MediaException if the stream is none that can be recorded
  final void packet(RtpPacket packet, int missing, long arrivedNanos) throws MediaException {
    int length = packet.payloadLength();
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
      payload(packet.buffer(), packet.payloadAt(), length);
    }
    if (packet.marker() && firstSlice >= 0 && !markerLies) {
      finish(arrivedNanos);
    }
  }

  /// Pictures not handed on.
  final long dropped() {
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
    boolean rest = !markerLies && packet.timestamp() == lastTimestamp && isLaterSlice(packet);
    markerLies |= rest && !afterLoss;
    timestamp = packet.timestamp();
    // What was lost may have been the head of this picture.
    damaged = rest || afterLoss && !beginsPicture(packet);
    key = false;
    firstSlice = -1;
    unit.clear();
    parameters.begin();
  }

  final void addNal(byte[] bytes, int at, int length) throws MediaException {
    unit.open();
    unit.append(bytes, at, length);
    closeNal();
  }

  /// Ends the open NAL unit, if there is one: without loss a missing end bit means nothing.
  final void closeNal() throws MediaException {
    if (!unit.isNalOpen()) {
      return;
    }
    int start = unit.nalStart();
    int end = unit.length();
    if (end == start) {
      unit.forget();
      return;
    }
    if (mayHoldOthers(unit.bytes()[start])) {
      int second = nextStartCode(unit.bytes(), start + 1, end);
      if (second < end) {
        splitNal(Arrays.copyOfRange(unit.bytes(), start, end));
        return;
      }
    }
    sort(start, end);
  }

  /// Some cameras send several NAL units in one, parted by start codes (Annex B).
  private void splitNal(byte[] several) throws MediaException {
    unit.forget();
    int from = 0;
    while (from < several.length) {
      int next = nextStartCode(several, from + 1, several.length);
      int end = next;
      while (next < several.length && end > from && several[end - 1] == 0) {
        end--;
      }
      if (end > from) {
        unit.open();
        unit.append(several, from, end - from);
        sort(unit.nalStart(), unit.length());
      }
      from = next + AnnexB.CODE_BYTES;
    }
  }

  /// Where the next start code begins that a usual NAL unit follows; `end` if there is none.
  private int nextStartCode(byte[] bytes, int from, int end) {
    int at = AnnexB.next(bytes, from, end);
    while (at < end && !mayFollowStartCode(bytes[at + AnnexB.CODE_BYTES])) {
      at = AnnexB.next(bytes, at + 1, end);
    }
    return at;
  }

  private void finish(long arrivedNanos) throws MediaException {
    closeNal();
    open = false;
    lastTimestamp = timestamp;
    if (firstSlice < 0) {
      // Parameter sets or remarks under a timestamp of their own: no picture.
      return;
    }
    long shown = time.next(timestamp, arrivedNanos);
    if (time.jumped()) {
      order.forget();
      receiver.jumped();
    }
    var format = parameters.format();
    if (!damaged && key && format != null) {
      afterCut |= needsKey;
      if (needsKey || format != lastFormat) {
        order.begin(parameters.reorderDepth());
      }
      needsKey = false;
    } else if (!needsKey && (damaged || format != lastFormat)) {
      needsKey = true;
      receiver.broken(
          damaged ? "a picture was incomplete" : "the parameters changed without a key frame");
    }
    afterCut &= !endsLeading();
    if (needsKey || format == null || afterCut && refersBeforeKey()) {
      dropped++;
      receiver.dropped(arrivedNanos);
      return;
    }
    lastFormat = format;
    long ticks = order.next(shown, order.isBack(shown) && mayBeReordered());
    int composition = order.isOutOfOrder() ? (int) (shown - ticks) : 0;
    receiver.picture(format, ticks, composition, key, unit.copy(), arrivedNanos);
  }
}
