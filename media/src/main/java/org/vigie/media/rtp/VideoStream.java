package org.vigie.media.rtp;

import org.jspecify.annotations.Nullable;
import org.vigie.media.MediaException;
import org.vigie.model.VideoFormat;

/// The packets of one H.264 or H.265 video stream, RTP and RTCP, turned into pictures. Used by
/// one thread.
///
/// Nothing is allocated per packet; per picture there is its bytes.
public final class VideoStream {

  private final int payloadType;
  private final VideoReceiver receiver;
  private final RtpPacket packet = new RtpPacket();
  private final RtpSource source = new RtpSource();
  private final Depacketizer depacketizer;
  private long misfits;

  private VideoStream(int payloadType, VideoReceiver receiver, Depacketizer depacketizer) {
    this.payloadType = payloadType;
    this.receiver = receiver;
    this.depacketizer = depacketizer;
  }

  /// @param payloadType that of the video; packets of another are strays
  /// @param rate timestamps in a second
  /// @param announced the format in the session description, if it was there
  public static VideoStream h264(
      int payloadType, int rate, @Nullable VideoFormat announced, VideoReceiver receiver) {
    return new VideoStream(payloadType, receiver, new H264Depacketizer(rate, announced, receiver));
  }

  /// @param numbered whether decoding order numbers stand before NAL units (RFC 7798 section 4.4)
  /// @param announced the format in the session description, if it was there
  public static VideoStream h265(
      int payloadType,
      int rate,
      boolean numbered,
      @Nullable VideoFormat announced,
      VideoReceiver receiver) {
    return new VideoStream(
        payloadType, receiver, new H265Depacketizer(rate, numbered, announced, receiver));
  }

  /// Takes an RTP packet, which stays the caller's.
  ///
  /// @throws MediaException if the stream is none that can be recorded
  public void rtp(byte[] bytes, int at, int length, long arrivedNanos) throws MediaException {
    if (!packet.parse(bytes, at, length) || packet.payloadType() != payloadType) {
      misfits++;
      return;
    }
    int missing = source.missingBefore(packet);
    if (missing >= 0) {
      depacketizer.packet(packet, missing, arrivedNanos);
    }
  }

  /// Takes an RTCP packet.
  ///
  /// @throws MediaException.Unreachable if it says that the camera ended the stream
  public void rtcp(byte[] bytes, int at, int length, long arrivedNanos) throws MediaException {
    SenderReport.find(bytes, at, length).ifPresent(r -> receiver.report(r, arrivedNanos));
    if (SenderReport.saysGoodbye(bytes, at, length)) {
      throw new MediaException.Unreachable("the camera ended the stream");
    }
  }

  /// Packets whose numbers were missed.
  public long lostPackets() {
    return source.lost();
  }

  /// Packets dropped: of another source or payload type, late, repeated, or none at all.
  public long strayPackets() {
    return source.strays() + misfits;
  }

  /// Pictures not handed on.
  public long droppedPictures() {
    return depacketizer.dropped();
  }
}
