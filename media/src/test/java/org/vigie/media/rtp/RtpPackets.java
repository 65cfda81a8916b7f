package org.vigie.media.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes RTP packets as a camera does. Settings are changed between pictures.
public final class RtpPackets {

  public int ssrc = 0x1234_5678;
  public int sequence = 65_530;
  public int timestamp = -3000;
  public int payloadType = 96;

  /// The largest payload; larger NAL units are fragmented.
  public int most = 1000;

  /// The packets of one picture: its NAL units, the last packet with the marker.
  public List<byte[]> picture(List<byte[]> nals) {
    var packets = new ArrayList<byte[]>();
    for (int i = 0; i < nals.size(); i++) {
      packets.addAll(nal(nals.get(i), i + 1 == nals.size()));
    }
    return packets;
  }

  /// The packets of one NAL unit.
  public List<byte[]> nal(byte[] nal, boolean marker) {
    var packets = new ArrayList<byte[]>();
    if (nal.length <= most) {
      packets.add(packet(nal, marker));
      return packets;
    }
    for (int at = 1; at < nal.length; at += most) {
      int count = Math.min(most, nal.length - at);
      boolean end = at + count == nal.length;
      int flags = (at == 1 ? 0x80 : 0) | (end ? 0x40 : 0);
      var payload = ByteBuffer.allocate(count + 2);
      payload.put((byte) (nal[0] & 0xe0 | 28)).put((byte) (flags | nal[0] & 0x1f));
      payload.put(nal, at, count);
      packets.add(packet(payload.array(), marker && end));
    }
    return packets;
  }

  /// One packet with this payload.
  public byte[] packet(byte[] payload, boolean marker) {
    var out = ByteBuffer.allocate(12 + payload.length);
    out.put((byte) 0x80).put((byte) (marker ? 0x80 | payloadType : payloadType));
    out.putShort((short) sequence++).putInt(timestamp).putInt(ssrc).put(payload);
    return out.array();
  }

  /// One packet (STAP-A) with several NAL units.
  public byte[] aggregate(List<byte[]> nals, boolean marker) {
    var payload = ByteBuffer.allocate(1 + nals.stream().mapToInt(n -> n.length + 2).sum());
    payload.put((byte) 0x78);
    nals.forEach(n -> payload.putShort((short) n.length).put(n));
    return packet(payload.array(), marker);
  }

  /// The packets of one picture of H.265 (RFC 7798).
  public List<byte[]> h265(List<byte[]> nals) {
    var packets = new ArrayList<byte[]>();
    for (int i = 0; i < nals.size(); i++) {
      var nal = nals.get(i);
      boolean last = i + 1 == nals.size();
      if (nal.length <= most) {
        packets.add(packet(nal, last));
        continue;
      }
      for (int at = 2; at < nal.length; at += most) {
        int count = Math.min(most, nal.length - at);
        boolean end = at + count == nal.length;
        int flags = (at == 2 ? 0x80 : 0) | (end ? 0x40 : 0);
        var payload = ByteBuffer.allocate(count + 3);
        payload.put((byte) (nal[0] & 0x81 | 49 << 1)).put(nal[1]);
        payload.put((byte) (flags | nal[0] >> 1 & 0x3f)).put(nal, at, count);
        packets.add(packet(payload.array(), last && end));
      }
    }
    return packets;
  }

  /// One packet (AP of RFC 7798) with several NAL units.
  public byte[] aggregateH265(List<byte[]> nals, boolean marker) {
    var payload = ByteBuffer.allocate(2 + nals.stream().mapToInt(n -> n.length + 2).sum());
    payload.put((byte) (48 << 1)).put((byte) 1);
    nals.forEach(n -> payload.putShort((short) n.length).put(n));
    return packet(payload.array(), marker);
  }

  /// A made-up H.265 slice that looks like its picture's first, and holds no start code.
  public static byte[] sliceH265(int type, int length, RandomGenerator random) {
    var nal = new byte[Math.max(4, length)];
    for (int i = 2; i < nal.length; i++) {
      nal[i] = (byte) (1 + random.nextInt(255));
    }
    nal[0] = (byte) (type << 1);
    nal[1] = 1;
    nal[2] = (byte) 0xac;
    return nal;
  }

  /// A made-up slice: it looks like its picture's first, and holds no start code.
  public static byte[] slice(boolean key, int length, RandomGenerator random) {
    var nal = new byte[Math.max(4, length)];
    for (int i = 2; i < nal.length; i++) {
      nal[i] = (byte) (1 + random.nextInt(255));
    }
    nal[0] = (byte) (key ? 0x65 : 0x61);
    // first_mb_in_slice 0, slice_type 7 (I) or 5 (P): 1 0001000, or 1 00110.
    nal[1] = (byte) (key ? 0x88 : 0x98);
    return nal;
  }
}
