package org.vigie.recording.clips;

import static org.vigie.fuzz.Inputs.require;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.vigie.fuzz.Target;
import org.vigie.model.CameraId;
import org.vigie.model.Span;
import org.vigie.recording.Digests;
import org.vigie.recording.RecordingTargets;
import org.vigie.recording.Unreadable;

/// What lies on the disk of kept clips.
public final class ClipTargets {

  private ClipTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "clip-header",
            List.of(Unreadable.class),
            Target.Bound.of(128 << 10, 16),
            () -> List.of(header()),
            ClipTargets::header));
  }

  private static byte[] header() {
    var start = RecordingTargets.START;
    var span = new Span(start, start.plusSeconds(12));
    var clip =
        new KeptClip(
            7,
            new CameraId("cam-1"),
            "2031-14",
            span,
            span,
            start.plus(Duration.ofHours(72)),
            Duration.ofMillis(5));
    return new ClipHeader(clip, 900_000, 30_000, new byte[Digests.HASH_BYTES]).encode();
  }

  private static void header(byte[] input) throws Unreadable {
    var header = ClipHeader.decode(resealed(input));
    require(header.filmBytes() >= 0 && header.stillBytes() >= 0, "nothing is shorter than nothing");
    require(!header.clip().uncertainty().isNegative(), "dates are off by a positive time");
    require(!header.clip().shown().length().isNegative(), "a film ends after it began");
    // Bytes that are no text are longer as text.
    int act = header.clip().act().getBytes(StandardCharsets.UTF_8).length;
    if (act + 1_024 <= ClipHeader.MOST_BYTES) {
      var again = ClipHeader.decode(header.encode());
      require(again.clip().equals(header.clip()), "what is written is read back");
    }
  }

  /// A header with magic, length and hash made right; at least as long as the shortest, at most as
  /// the longest.
  private static byte[] resealed(byte[] input) {
    int least = ClipHeader.PROLOGUE_BYTES + Digests.HASH_BYTES;
    var bytes = Arrays.copyOf(input, Math.clamp(input.length, least, ClipHeader.MOST_BYTES));
    int body = bytes.length - Digests.HASH_BYTES;
    ByteBuffer.wrap(bytes).put("VIGCLIP1".getBytes(StandardCharsets.US_ASCII)).putInt(bytes.length);
    var digest = Digests.chain();
    digest.update(bytes, 0, body);
    System.arraycopy(digest.digest(), 0, bytes, body, Digests.HASH_BYTES);
    return bytes;
  }
}
