package org.vigie.recording;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.VideoFormat;

/// The decrypted footage of one camera and span, read piece by piece: a span may be larger than
/// memory. Used by one thread; closed by whoever asked for it.
///
/// It begins with the last key frame at or before the span's beginning, where there is one without
/// a gap in between, else with the first key frame after it.
public final class Footage implements AutoCloseable {

  private final PieceReader pieces;
  private final List<BlockMask> masks;

  Footage(PieceReader pieces, List<BlockMask> masks) {
    this.pieces = pieces;
    this.masks = List.copyOf(masks);
  }

  /// Consecutive units of one part.
  ///
  /// @param continues whether the first unit follows the piece before without a hole
  /// @param units their ticks count from the first picture of the footage, by wall time, over runs
  ///     and reels
  /// @param endTicks until when the last unit lasts
  public record Piece(
      VideoFormat format, boolean continues, List<AccessUnit> units, long endTicks) {
    public Piece {
      units = List.copyOf(units);
    }
  }

  /// The act under which something was recorded, and how long it may be kept.
  public record Limit(String act, Duration retention) {}

  /// When the first picture was taken; empty where the span holds none.
  public Optional<Instant> start() {
    return pieces.start();
  }

  /// The next piece; empty at the end.
  public Optional<Piece> next() throws IOException {
    return pieces.next();
  }

  /// Everything that is left, for spans that fit into memory.
  public List<Piece> all() throws IOException {
    var all = new ArrayList<Piece>();
    for (var piece = next(); piece.isPresent(); piece = next()) {
      all.add(piece.get());
    }
    return all;
  }

  /// The block masks that hold during the span, in order of time; the first may be older than it.
  public List<BlockMask> masks() {
    return masks;
  }

  /// Parts that were asked for and could not be read so far; what follows one begins again at a key
  /// frame.
  public int unreadableParts() {
    return pieces.unreadableParts();
  }

  /// How far the dates of what was read so far may be off, either way: the most that any of its
  /// reels says.
  public Duration uncertainty() {
    return pieces.uncertainty();
  }

  /// What limits what was read so far: of several acts, the one that allows least. Empty before
  /// anything was read.
  public Optional<Limit> limit() {
    return pieces.limit();
  }

  /// Which parts what was read so far came from.
  List<UsedParts> used() {
    return pieces.used();
  }

  @Override
  public void close() {
    pieces.close();
  }
}
