package org.vigie.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigie.model.AccessUnit;
import org.vigie.model.BlockMask;
import org.vigie.model.MaskEdits;
import org.vigie.model.MaskedCopies;
import org.vigie.model.VideoFormat;

/// Stands in for the eye: gives the pictures back as they are and remembers what it was asked.
final class FakeMasks implements MaskedCopies {

  volatile List<AccessUnit> asked = List.of();
  volatile MaskEdits edits = MaskEdits.NONE;
  volatile boolean broken;
  final AtomicInteger failed = new AtomicInteger();

  /// What happens while a copy is made.
  volatile Runnable work = () -> {};

  @Override
  public Copy mask(
      VideoFormat format, List<AccessUnit> units, List<BlockMask> masks, MaskEdits edits)
      throws IOException {
    if (broken) {
      failed.incrementAndGet();
      throw new IOException("the eye is being restarted");
    }
    work.run();
    asked = List.copyOf(units);
    this.edits = edits;
    return new Copy(format, units);
  }
}
