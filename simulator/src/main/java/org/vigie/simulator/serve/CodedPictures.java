package org.vigie.simulator.serve;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// The pictures of an encoder's H.264 byte stream, each as an access unit's bytes, and their
/// parameter sets.
public record CodedPictures(byte[] sps, byte[] pps, List<Coded> pictures) {

  /// @param bytes NAL units, each behind its length in four bytes, without parameter sets
  public record Coded(boolean key, byte[] bytes) {}

  public CodedPictures {
    pictures = List.copyOf(pictures);
  }

  /// Cuts a stream.
  ///
  /// @throws IllegalArgumentException where it holds no parameter sets
  public static CodedPictures of(byte[] annexB) {
    var pictures = AnnexB.pictures(annexB);
    return new CodedPictures(
        set(annexB, pictures, AnnexB.SPS),
        set(annexB, pictures, AnnexB.PPS),
        pictures.stream().map(picture -> coded(annexB, picture)).toList());
  }

  private static byte[] set(byte[] stream, List<AnnexB.Picture> pictures, int type) {
    return pictures.stream()
        .flatMap(picture -> picture.nals().stream())
        .filter(nal -> nal.type() == type)
        .findFirst()
        .map(nal -> Arrays.copyOfRange(stream, nal.offset(), nal.offset() + nal.length()))
        .orElseThrow(() -> new IllegalArgumentException("the stream has no parameter sets"));
  }

  private static Coded coded(byte[] stream, AnnexB.Picture picture) {
    var slices =
        picture.nals().stream()
            .filter(nal -> nal.type() >= AnnexB.SLICE && nal.type() <= AnnexB.IDR)
            .toList();
    var bytes = ByteBuffer.allocate(slices.stream().mapToInt(nal -> 4 + nal.length()).sum());
    slices.forEach(nal -> bytes.putInt(nal.length()).put(stream, nal.offset(), nal.length()));
    return new Coded(picture.key(), bytes.array());
  }
}
