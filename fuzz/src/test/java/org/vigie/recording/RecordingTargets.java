package org.vigie.recording;

import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Samples;
import org.vigie.fuzz.Target;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// What lies on the disk: reels, masks and the journal.
public final class RecordingTargets {

  static final String REEL = "00112233445566778899aabbccddeeff";
  public static final Instant START = Instant.parse("2031-03-30T00:59:58.250Z");
  static final byte[] KEY = new byte[32];

  private RecordingTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "reel-header",
            List.of(Unreadable.class),
            Target.Bound.of(128 << 10, 16),
            () -> List.of(header()),
            RecordingTargets::reelHeader),
        Target.of(
            "reel-frame",
            List.of(),
            Target.Bound.of(64 << 10, 8),
            () -> List.of(Arrays.copyOf(part(0, Samples.init(), header()), PartFrame.BYTES)),
            RecordingTargets::frame),
        Target.of(
            "reel-part-list",
            List.of(Unreadable.class),
            Target.Bound.of(128 << 10, 128),
            () -> List.of(parts().encode()),
            RecordingTargets::partList),
        Target.of(
            "reel-file",
            List.of(Unreadable.class),
            Target.Bound.of(1 << 20, 64),
            () -> List.of(reel(true), reel(false)),
            RecordingTargets::reelFile),
        Target.of(
            "masks",
            List.of(Unreadable.class),
            Target.Bound.of(64 << 10, 64),
            () ->
                List.of(
                    MaskBytes.encode(List.of(mask(), mask())),
                    // Two blocks by ten, and a bit behind the twentieth.
                    new byte[] {0, 6, -36, -16, 56, -36, -16, 0, 0, 2, 0, 10, 0, 0, 0, -16}),
            RecordingTargets::masks),
        Target.of(
            "journal",
            List.of(),
            Target.Bound.of(1 << 20, 256),
            () ->
                texts(
                    "gap cam-1 2031-03-30T00:59:58.250Z CAMERA_LOST the camera does not answer\n",
                    "deleted cam-1 2031-03-30T00:00:00Z 2031-03-30T01:00:00Z "
                        + REEL
                        + "\ngap c 2031-03-30T02:00:00Z DISK\n"),
            RecordingTargets::journal));
  }

  private static void reelHeader(byte[] input) throws Unreadable {
    var header = ReelHeader.decode(Resealed.header(input));
    require(!header.retention().isNegative(), "footage is not kept for less than nothing");
    require(!header.expires().isBefore(header.start()), "a reel dies after it began");
    require(Micros.of(header.start()) <= Micros.of(header.expires()), "also on disk");
    var again = ReelHeader.decode(header.encode());
    require(again.start().equals(header.start()), "a start written is read back");
    require(again.retention().equals(header.retention()), "a retention written is read back");
    require(again.act().equals(header.act()), "an act written is read back");
  }

  private static void frame(byte[] input) {
    var bytes = Resealed.frame(Arrays.copyOf(input, PartFrame.BYTES));
    var frame = PartFrame.read(bytes);
    if (frame.isPresent()) {
      var written = new byte[PartFrame.BYTES];
      frame.get().write(written, 0);
      require(Arrays.equals(written, bytes), "a frame written again is the same bytes");
      var list = new PartList(0, 0);
      list.add(frame.get());
      var listed = list.list().getFirst();
      require(listed.pictures() == frame.get().pictures(), "a list keeps the pictures");
      require(listed.length() == frame.get().length(), "a list keeps the length");
      require(listed.wallEnd() == frame.get().wallEnd(), "a list keeps the end");
    }
  }

  private static void partList(byte[] input) throws Unreadable {
    var list = PartList.decode(input, 100, Micros.of(START));
    long at = 100;
    for (var part : list.list()) {
      require(part.offset() == at, "parts follow on one another");
      require(part.pictures() >= 0, "pictures are counted from 0");
      require(part.wallEnd() >= part.wallStart(), "a part does not end before it begins");
      at += PartFrame.BYTES + (long) part.length() + Digests.HASH_BYTES;
    }
    require(list.end() == at, "and the list knows where the last one ends");
    var again = PartList.decode(list.encode(), 100, Micros.of(START));
    require(again.list().equals(list.list()), "a list written is read back");
  }

  /// As it is, and with every sum and hash made right, which only a deliberate hand would.
  private static void reelFile(byte[] input) throws IOException {
    IOException failure = null;
    for (var bytes : List.of(input, Resealed.reel(input))) {
      var file = Inputs.file("recording", "fuzz.reel", bytes);
      try {
        var quick = ReelScan.quick(file);
        var whole = ReelScan.whole(file, (frame, content) -> {});
        require(whole.headerLength() == quick.headerLength(), "a header has one length");
        require(quick.parts().end() <= bytes.length, "what is listed lies in the file");
        require(whole.parts().end() <= bytes.length, "what is read lies in the file");
      } catch (Unreadable e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void masks(byte[] input) throws Unreadable {
    var masks = MaskBytes.decode(input);
    var again = MaskBytes.decode(MaskBytes.encode(masks));
    require(again.size() == masks.size(), "masks written are read back");
    for (int i = 0; i < masks.size(); i++) {
      require(again.get(i).at().equals(masks.get(i).at()), "each with its instant");
      int blocks = masks.get(i).columns() * masks.get(i).rows();
      require(masks.get(i).blocks().length() <= blocks, "no block lies outside its mask");
    }
  }

  /// Each line with a right sum before it; then opened, appended to, and read again.
  private static void journal(byte[] input) throws IOException {
    var file = Inputs.file("recording", "journal", Resealed.lines(input));
    var lines = Journal.read(file);
    // What another wrote may hold characters that ours does not write; after that it is the same.
    var ours = rewritten(lines);
    require(ours.size() == lines.size(), "lines written are as many");
    require(rewritten(ours).equals(ours), "lines written are read back");
    try (var journal = Journal.open(file)) {
      journal.append(
          List.of(
              new Journal.Line.GapFrom(new CameraId("cam-2"), START, GapReason.RESTART, "again")));
    }
    require(Journal.read(file).size() == lines.size() + 1, "what is appended is read");
  }

  private static List<Journal.Line> rewritten(List<Journal.Line> lines) throws IOException {
    var copy = Inputs.folder("recording").resolve("journal.copy");
    Files.deleteIfExists(copy);
    try (var journal = Journal.open(copy)) {
      journal.append(lines);
    }
    return Journal.read(copy);
  }

  /// A reel that begins at [#START], of camera `cam-1` of Exempleville.
  public static byte[] header() {
    return new ReelHeader(
            "Exempleville",
            "0f0f",
            new CameraId("cam-1"),
            REEL,
            "2031-07",
            "avc1.64001e",
            START,
            Duration.ofDays(15),
            Duration.ofMillis(40),
            new byte[Digests.HASH_BYTES])
        .encode();
  }

  private static byte[] part(int number, byte[] plain, byte[] before) {
    long wall = Micros.of(START);
    var frame =
        new PartFrame(
            PartFrame.PART,
            number,
            ReelHeader.hash(before),
            number * 7200L,
            number == 0 ? 0 : 7200,
            number == 0 ? 0 : 2,
            wall + number * 80_000L,
            wall + number * 80_000L + (number == 0 ? 0 : 80_000),
            number == 0 ? 0 : PartFrame.BEGINS_WITH_KEY | PartFrame.HOLDS_KEY,
            plain.length + ReelCipher.TAG_BYTES);
    return new Sealer(new PartBuffers()).sealBytes(frame, KEY, ReelHeader.hash(header()), plain);
  }

  private static PartList parts() {
    var list = new PartList(header().length, Micros.of(START));
    for (var part : sealed()) {
      list.add(PartFrame.read(part).orElseThrow());
    }
    return list;
  }

  private static List<byte[]> sealed() {
    var init = part(0, Samples.init(), header());
    var first = part(1, Samples.fragment(1, 0), init);
    return List.of(init, first, part(2, Samples.fragment(2, 7200), first));
  }

  public static byte[] reel(boolean closed) {
    var whole = Samples.joined(header(), Samples.joined(sealed().toArray(byte[][]::new)));
    return closed
        ? Samples.joined(
            whole,
            ReelFooter.encode(parts(), ReelHeader.hash(sealed().getLast()), Micros.of(START)))
        : whole;
  }

  private static BlockMask mask() {
    var blocks = new BitSet();
    blocks.set(3, 70);
    return new BlockMask(START, 40, 23, false, blocks);
  }
}
