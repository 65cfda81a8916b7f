package org.vigie.verify.footage;

import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.texts;

import java.util.List;
import java.util.Optional;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Samples;
import org.vigie.fuzz.Target;
import org.vigie.recording.RecordingTargets;
import org.vigie.recording.Resealed;

/// What the auditor of footage reads.
public final class FootageTargets {

  private FootageTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "audit-reel",
            List.of(Unreadable.class),
            // Read four times, each with a buffer of 256 KiB and a header as long as it says.
            Target.Bound.of(4 << 20, 128),
            () -> List.of(RecordingTargets.reel(true), RecordingTargets.reel(false)),
            FootageTargets::reel),
        Target.of(
            "audit-fragment",
            List.of(Unreadable.class),
            Target.Bound.of(64 << 10, 32),
            () -> List.of(Samples.fragment(1, 0)),
            FootageTargets::fragment),
        Target.of(
            "audit-part-list",
            List.of(IllegalArgumentException.class),
            Target.Bound.of(64 << 10, 128),
            () -> List.of(new byte[] {40, 0, 0, 0, 0, 0, 100, 0, (byte) 0x80, 1, 0, 20, 9}),
            input -> {
              var unused = PartTable.read(input, 0);
            }),
        Target.of(
            "audit-journal",
            List.of(),
            Target.Bound.of(1 << 20, 256),
            () ->
                texts(
                    "gap cam-1 2031-03-30T00:59:58.250Z CAMERA_LOST why\n",
                    "deleted cam-1 2031-03-30T00:00:00Z 2031-03-30T01:00:00Z 00ff\n"),
            FootageTargets::journal));
  }

  private static void reel(byte[] input) throws Exception {
    Unreadable failure = null;
    for (var bytes : List.of(input, Resealed.reel(input))) {
      var file = Inputs.file("audit", "fuzz.reel", bytes);
      for (var key : List.of(Optional.<byte[]>empty(), Optional.of(new byte[32]))) {
        try {
          var reel = ReelFile.read(file, key);
          require(reel.parts().size() == reel.hashes().size(), "each part has a hash");
        } catch (Unreadable e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void fragment(byte[] input) throws Unreadable {
    require(Fragment.pictures(input) >= 0, "pictures are counted from 0");
  }

  private static void journal(byte[] input) throws Exception {
    var journal = Journal.read(Inputs.file("audit", "journal", Resealed.lines(input)));
    require(journal.badLines() >= 0, "bad lines are counted");
  }
}
