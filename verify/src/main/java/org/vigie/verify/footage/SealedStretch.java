package org.vigie.verify.footage;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// A stretch of one reel that was handed over sealed, with the keys of some of its parts, see
/// design/handover.md: its header, its init segment, and parts that follow on each other.
///
/// Read twice: [#open] goes through all of it and checks every hash and seal; [#next] then gives
/// the
/// pictures, one part in memory at a time.
public final class SealedStretch implements AutoCloseable {

  private static final int HASH = 32;
  private static final int MOST_PART_BYTES = 64 << 20;
  private static final int MOST_KEY_FILE_BYTES = 4 << 20;

  /// Parts whose wall times are further apart do not follow on each other: design/reels.md.
  private static final long TOLERANCE_MICROS = 200_000;

  private final Path file;
  private final Header header;
  private final TreeMap<Integer, byte[]> keys;
  private final Map<Integer, byte[]> hashes = new HashMap<>();
  private byte[] description = {};
  private DataInputStream in;
  private final Deque<Picture> ahead = new ArrayDeque<>();
  private int partAhead = -1;
  private long endOfPart;
  private boolean fresh;
  private long startMicros = Long.MAX_VALUE;
  private long endMicros = Long.MIN_VALUE;

  private SealedStretch(
      Path file, Header header, TreeMap<Integer, byte[]> keys, DataInputStream in) {
    this.file = file;
    this.header = header;
    this.keys = keys;
    this.in = in;
  }

  /// One part as it lies there.
  private record Sealed(Frame frame, byte[] head, byte[] ciphertext, byte[] hash) {}

  /// Reads and checks the whole of it.
  ///
  /// @throws Unreadable with what does not hold
  public static SealedStretch open(Path file, Path keyFile) throws IOException, Unreadable {
    var keys = keys(keyFile);
    var in = stream(file);
    try {
      var stretch = new SealedStretch(file, Header.read(in), keys, in);
      stretch.check();
      in.close();
      stretch.in = stream(file);
      stretch.in.skipNBytes(stretch.header.length());
      var unused = stretch.part();
      return stretch;
    } catch (IOException | Unreadable | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static DataInputStream stream(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 18));
  }

  private static TreeMap<Integer, byte[]> keys(Path file) throws IOException, Unreadable {
    if (Files.size(file) > MOST_KEY_FILE_BYTES) {
      throw new Unreadable("its keys are far too many");
    }
    var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    var keys = new TreeMap<Integer, byte[]>();
    var written = new StringBuilder();
    try {
      for (var line : text.split("\n")) {
        int space = line.indexOf(' ');
        int number = Integer.parseInt(line.substring(0, space));
        var key = HexFormat.of().parseHex(line.substring(space + 1));
        keys.put(number, key);
        written.append(number).append(' ').append(HexFormat.of().formatHex(key)).append('\n');
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Unreadable("its keys are not lines of a number and a key");
    }
    if (!written.toString().equals(text) || keys.get(0) == null || keys.size() < 2) {
      throw new Unreadable("its keys are not those of the init segment and some parts, in order");
    }
    return keys;
  }

  private void check() throws IOException, Unreadable {
    var init = part().orElseThrow(() -> new Unreadable("it has no init segment"));
    if (init.frame().number() != 0 || !Arrays.equals(init.frame().previous(), header.hash())) {
      throw new Unreadable("its init segment is not the one of its header");
    }
    description = Fragment.description(plain(init));
    var seen = new TreeMap<Integer, Frame>();
    var before = init;
    for (var next = part(); next.isPresent(); next = part()) {
      var part = next.get();
      boolean first = seen.isEmpty();
      int expected = before.frame().number() + 1;
      if (first && part.frame().number() < 1 || !first && part.frame().number() != expected) {
        throw new Unreadable("part %d does not follow".formatted(part.frame().number()));
      }
      if (part.frame().number() == expected
          && !Arrays.equals(part.frame().previous(), before.hash())) {
        throw new Unreadable("part %d does not follow on the part before".formatted(expected));
      }
      if (keys.get(part.frame().number()) != null) {
        var pictures = Fragment.read(plain(part));
        startMicros = Math.min(startMicros, part.frame().wallStart());
        endMicros = Math.max(endMicros, part.frame().wallEnd());
        if (pictures.size() != part.frame().pictures()) {
          throw new Unreadable(
              "part %d does not hold the pictures that it says".formatted(part.frame().number()));
        }
      }
      seen.put(part.frame().number(), part.frame());
      hashes.put(part.frame().number(), part.hash());
      before = part;
    }
    for (var number : keys.keySet()) {
      if (number != 0 && !seen.containsKey(number)) {
        throw new Unreadable("there is a key of part %d, and no such part".formatted(number));
      }
    }
  }

  /// The last part that can be opened.
  public int lastPart() {
    return keys.lastKey();
  }

  private Optional<Sealed> part() throws IOException, Unreadable {
    var head = in.readNBytes(Frame.BYTES);
    if (head.length == 0) {
      return Optional.empty();
    }
    var frame = head.length < Frame.BYTES ? Optional.<Frame>empty() : Frame.read(head);
    if (frame.isEmpty()
        || frame.get().magic() != Frame.PART
        || frame.get().length() < 16
        || frame.get().length() > MOST_PART_BYTES) {
      throw new Unreadable("a frame was changed");
    }
    var ciphertext = in.readNBytes(frame.get().length());
    var hash = in.readNBytes(HASH);
    var digest = Crypto.digest();
    digest.update(head);
    digest.update(ciphertext);
    if (!Arrays.equals(digest.digest(), hash)) {
      throw new Unreadable("part %d was changed".formatted(frame.get().number()));
    }
    return Optional.of(new Sealed(frame.get(), head, ciphertext, hash));
  }

  private byte[] plain(Sealed part) throws Unreadable {
    int number = part.frame().number();
    var key = keys.get(number);
    return Optional.ofNullable(key)
        .flatMap(k -> Crypto.openPart(k, header.hash(), part.head(), part.ciphertext()))
        .orElseThrow(() -> new Unreadable("part %d does not open with its key".formatted(number)));
  }

  /// What its header says.
  public Header header() {
    return header;
  }

  /// When the first picture that can be opened was taken, in microseconds since 1970.
  public long startMicros() {
    return startMicros;
  }

  /// When the last one ended.
  public long endMicros() {
    return endMicros;
  }

  byte[] description() {
    return description.clone();
  }

  /// Whether a head that the ledger was told of is that of these parts.
  ///
  /// @param told says what number of parts has what hash
  boolean isTold(BiPredicate<Integer, byte[]> told) {
    return hashes.entrySet().stream()
        .filter(part -> part.getKey() >= lastPart())
        .anyMatch(part -> told.test(part.getKey() + 1, part.getValue()));
  }

  /// The next picture that can be opened.
  Optional<Picture> next() throws IOException, Unreadable {
    fresh = false;
    while (ahead.isEmpty()) {
      var part = part();
      if (part.isEmpty()) {
        return Optional.empty();
      }
      var frame = part.get().frame();
      if (keys.get(frame.number()) != null) {
        ahead.addAll(Fragment.read(plain(part.get())));
        fresh =
            frame.number() != partAhead + 1
                || Math.abs(frame.wallStart() - endOfPart) >= TOLERANCE_MICROS;
        partAhead = frame.number();
        endOfPart = frame.wallEnd();
      }
    }
    return Optional.of(ahead.removeFirst());
  }

  /// The part that the last picture came from.
  int partNumber() {
    return partAhead;
  }

  /// Whether that picture begins a part that follows on none that was given before, so that a film
  /// may go on at its next key picture only.
  boolean isFresh() {
    return fresh;
  }

  @Override
  public String toString() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
