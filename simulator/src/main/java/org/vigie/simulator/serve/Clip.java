package org.vigie.simulator.serve;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.vigie.simulator.serve.AnnexB.Nal;

/// A loop of coded pictures, already cut into RTP packets framed for interleaved TCP (RFC 2326
/// section 10.12, RFC 6184 packetization-mode 1).
///
/// Sequence numbers, timestamps, SSRC and channel are left zero: each client has its own and they
/// are patched into a copy at sending. Immutable and shared by every client of every camera that
/// shows it.
public final class Clip {

  /// The largest RTP packet: what a camera on Ethernet sends.
  static final int MOST_PACKET_BYTES = 1400;

  static final int FRAME_BYTES = 4;
  static final int HEADER_BYTES = 12;
  private static final int PAYLOAD_TYPE = 96;
  private static final int FU_A = 28;

  private final byte[] packets;
  private final int[] offsets;
  private final boolean[] keys;
  private final int[] packetCounts;
  private final int rate;
  private final byte[] sps;
  private final byte[] pps;

  private Clip(byte[] stream, int rate) {
    var pictures = AnnexB.pictures(stream);
    if (pictures.isEmpty() || !pictures.getFirst().key()) {
      throw new IllegalArgumentException("does not begin with a key picture");
    }
    var out = new ByteArrayOutputStream(stream.length + stream.length / 16);
    this.rate = rate;
    this.offsets = new int[pictures.size() + 1];
    this.keys = new boolean[pictures.size()];
    this.packetCounts = new int[pictures.size()];
    for (int i = 0; i < pictures.size(); i++) {
      offsets[i] = out.size();
      keys[i] = pictures.get(i).key();
      packetCounts[i] = packetise(stream, pictures.get(i).nals(), out);
    }
    offsets[pictures.size()] = out.size();
    this.packets = out.toByteArray();
    this.sps = parameterSet(stream, pictures.getFirst().nals(), AnnexB.SPS);
    this.pps = parameterSet(stream, pictures.getFirst().nals(), AnnexB.PPS);
  }

  /// Packetises a stream whose first picture is a key picture with its parameter sets.
  ///
  /// @param rate pictures in a second
  /// @throws IllegalArgumentException where the stream does not begin like that
  public static Clip of(byte[] annexB, int rate) {
    return new Clip(annexB, rate);
  }

  /// How many pictures an encoder's byte stream holds.
  public static int countPictures(byte[] annexB) {
    return AnnexB.pictures(annexB).size();
  }

  public int rate() {
    return rate;
  }

  /// Pictures in the loop.
  public int length() {
    return keys.length;
  }

  public boolean key(int picture) {
    return keys[picture];
  }

  /// Bytes of one picture as sent, framing included.
  public int bytes(int picture) {
    return offsets[picture + 1] - offsets[picture];
  }

  /// Mean bits in a second, framing included.
  public long bitsPerSecond() {
    return packets.length * 8L * rate / length();
  }

  int packetCount(int picture) {
    return packetCounts[picture];
  }

  int mostBytes() {
    int most = 0;
    for (int i = 0; i < length(); i++) {
      most = Math.max(most, bytes(i));
    }
    return most;
  }

  void copy(int picture, byte[] into) {
    System.arraycopy(packets, offsets[picture], into, 0, bytes(picture));
  }

  /// The session description's format line: profile and parameter sets, RFC 6184 section 8.1.
  String formatParameters() {
    var base64 = Base64.getEncoder();
    return "packetization-mode=1;profile-level-id=%02X%02X%02X;sprop-parameter-sets=%s,%s"
        .formatted(sps[1], sps[2], sps[3], base64.encodeToString(sps), base64.encodeToString(pps));
  }

  private static byte[] parameterSet(byte[] stream, List<Nal> nals, int type) {
    return nals.stream()
        .filter(nal -> nal.type() == type)
        .findFirst()
        .map(nal -> Arrays.copyOfRange(stream, nal.offset(), nal.offset() + nal.length()))
        .orElseThrow(
            () -> new IllegalArgumentException("has no parameter sets before its first picture"));
  }

  private static int packetise(byte[] stream, List<Nal> nals, ByteArrayOutputStream out) {
    int packets = 0;
    for (var nal : nals) {
      boolean lastNal = nal == nals.getLast();
      if (nal.length() + HEADER_BYTES <= MOST_PACKET_BYTES) {
        header(out, nal.length(), lastNal);
        out.write(stream, nal.offset(), nal.length());
        packets++;
      } else {
        packets += fragment(stream, nal, lastNal, out);
      }
    }
    return packets;
  }

  private static int fragment(byte[] stream, Nal nal, boolean last, ByteArrayOutputStream out) {
    int most = MOST_PACKET_BYTES - HEADER_BYTES - 2;
    int head = stream[nal.offset()] & 0xff;
    int at = nal.offset() + 1;
    int end = nal.offset() + nal.length();
    int packets = 0;
    for (boolean first = true; at < end; first = false, packets++) {
      int size = Math.min(most, end - at);
      boolean ends = at + size == end;
      header(out, size + 2, last && ends);
      out.write((head & 0xe0) | FU_A);
      out.write((first ? 0x80 : 0) | (ends ? 0x40 : 0) | (head & 31));
      out.write(stream, at, size);
      at += size;
    }
    return packets;
  }

  private static void header(ByteArrayOutputStream out, int payload, boolean marker) {
    int length = payload + HEADER_BYTES;
    out.write('$');
    out.write(0);
    out.write(length >> 8);
    out.write(length);
    out.write(0x80);
    out.write((marker ? 0x80 : 0) | PAYLOAD_TYPE);
    for (int i = 2; i < HEADER_BYTES; i++) {
      out.write(0);
    }
  }
}
