package org.vigie.eye;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigie.link.LinkException;
import org.vigie.link.Wire;
import org.vigie.link.wire.CopyBegin;
import org.vigie.link.wire.Unit;
import org.vigie.model.BlockMask;

/// One masked copy of recorded footage in the making. One thread only.
final class CopyWork implements AutoCloseable {

  /// Wide enough to judge what happened; faces are masked anyway.
  private static final int MOST_WIDTH = 960;

  private final Decoder decoder;
  private final MaskedStream stream;
  private final List<BlockMask> masks;
  private final HandEdits edits;
  private final Map<Long, Long> walls = new HashMap<>();
  private long lastTicks;
  private int rate = 25;

  static CopyWork begin(CopyBegin begin, Outbox out) throws NativeFailure, LinkException {
    var masks = new ArrayList<BlockMask>(begin.getMasksCount());
    for (var mask : begin.getMasksList()) {
      masks.add(Wire.mask(mask));
    }
    var edits = HandEdits.of(begin);
    var decoder = Decoder.open(Wire.format(begin.getFormat()));
    return new CopyWork(decoder, out, masks, edits);
  }

  private CopyWork(Decoder decoder, Outbox out, List<BlockMask> masks, HandEdits edits) {
    this.decoder = decoder;
    this.masks = masks;
    this.edits = edits;
    this.stream = new MaskedStream(MOST_WIDTH, out.copies(ticks -> walls.getOrDefault(ticks, 0L)));
  }

  /// Masks one more picture. One that cannot be decoded is left out.
  void unit(Unit unit) throws IOException {
    walls.put(unit.getTicks(), unit.getWallMicros());
    try {
      decoder.decode(unit.getTicks(), unit.getKey(), unit.getBytes().toByteArray(), this::decoded);
    } catch (NativeFailure e) {
      // Damaged footage stays damaged: the picture is missing from the copy too.
    }
  }

  private void decoded(Picture picture, long ticks) throws NativeFailure {
    long step = ticks - lastTicks;
    lastTicks = ticks;
    if (step > 0 && step <= 90_000) {
      rate = (int) Math.clamp(90_000 / step, 1, 60);
    }
    var at = Wire.instant(walls.getOrDefault(ticks, 0L));
    var mask = Masks.forPicture(masks, at);
    stream.code(stream.copy(picture), copy -> edits.apply(mask, ticks, copy), ticks, rate);
  }

  void end() throws NativeFailure, IOException {
    decoder.drain(this::decoded);
    stream.finish();
  }

  @Override
  public void close() {
    decoder.close();
    stream.close();
  }
}
