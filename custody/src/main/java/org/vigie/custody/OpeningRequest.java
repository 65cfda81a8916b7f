package org.vigie.custody;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.verify.footage.Header;
import org.vigie.verify.footage.Unreadable;

/// What custodians are asked for, and all that they are shown: which footage shall be opened, for
/// whom, why, for what and how long. Its hash is what they sign, so nothing of it can be changed
/// afterwards, and an approval of one request is none of another.
///
/// @param number of the request, given by the server; one line
/// @param person pseudonymous staff id of who asks
/// @param cameras whose footage
/// @param from the first instant that shall be seen
/// @param to the first that shall not
/// @param use what may be done
/// @param reason as the person gave it, one line of at most 500 characters
/// @param asked when
/// @param until when all that was opened is wiped, whatever happened
/// @param set hash of the custodians who are asked
/// @param key X25519 public key of this opening alone; its private half never leaves the server's
///     memory
/// @param checkpoint the newest of the ledger when it was asked, one line; or empty
/// @param headers of the reels that shall be opened, as they begin on disk
public record OpeningRequest(
    String town,
    String number,
    String person,
    Set<String> cameras,
    Instant from,
    Instant to,
    Use use,
    String reason,
    Instant asked,
    Instant until,
    byte[] set,
    byte[] key,
    String checkpoint,
    List<byte[]> headers) {

  /// What an opening is for.
  public enum Use {
    /// See it, masked or clear as the person's rights say.
    PLAYBACK,
    /// Hand it over.
    EXPORT
  }

  /// No opening lasts longer.
  public static final Duration LONGEST = Duration.ofHours(24);

  /// A month of one camera, by the hour, has 720 reels.
  static final int MOST_REELS = 2_000;

  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");
  private static final String MAGIC = "vigie-opening-1";

  /// @throws IllegalArgumentException if a field is not what it should be
  public OpeningRequest {
    cameras = Set.copyOf(cameras);
    headers = List.copyOf(headers);
    problem(town, number, person, cameras, from, to, reason, asked, until, headers)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  private static Optional<String> problem(
      String town,
      String number,
      String person,
      Set<String> cameras,
      Instant from,
      Instant to,
      String reason,
      Instant asked,
      Instant until,
      List<byte[]> headers) {
    if (!Texts.isLine(town) || !Texts.isLine(number) || !Texts.isPerson(person)) {
      return Optional.of("A request names the town, its number and a staff id.");
    }
    if (!Texts.isLine(reason)) {
      return Optional.of("A request has a reason, one line of at most 500 characters.");
    }
    if (cameras.isEmpty() || !cameras.stream().allMatch(name -> Texts.isLine(name))) {
      return Optional.of("A request names cameras.");
    }
    for (var instant : List.of(from, to, asked, until)) {
      if (instant.isBefore(Instant.EPOCH) || !instant.isBefore(LATEST)) {
        return Optional.of("A request's times lie between the years 1970 and 9999.");
      }
    }
    if (!from.isBefore(to)) {
      return Optional.of("What shall be opened ends before it begins.");
    }
    if (!asked.isBefore(until) || until.isAfter(asked.plus(LONGEST))) {
      return Optional.of("An opening lasts at most %d h.".formatted(LONGEST.toHours()));
    }
    if (headers.isEmpty() || headers.size() > MOST_REELS) {
      return Optional.of("A request is for 1 to %d reels.".formatted(MOST_REELS));
    }
    return Optional.empty();
  }

  /// As text: what is hashed, sent and shown.
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(MAGIC);
    lines.add("town " + town);
    lines.add("number " + number);
    lines.add("person " + person);
    cameras.stream().sorted().forEach(camera -> lines.add("camera " + camera));
    lines.add("from " + from);
    lines.add("to " + to);
    lines.add("use " + use);
    lines.add("reason " + reason);
    lines.add("asked " + asked);
    lines.add("until " + until);
    lines.add("set " + Texts.base64(set));
    lines.add("key " + Texts.base64(key));
    lines.add("checkpoint " + checkpoint);
    headers.forEach(header -> lines.add("reel " + Texts.base64(header)));
    return String.join("\n", lines) + "\n";
  }

  /// What custodians sign: SHA-256 of the text.
  public byte[] hash() {
    return Texts.sha256(Texts.utf8(text()));
  }

  /// Reads what [#text] wrote, and checks that it asks for what it says it asks for.
  public static OpeningRequest read(String text) throws CustodyRefused {
    var lines = new Lines(text, MAGIC, "a request to open footage");
    var town = lines.line("town");
    var number = lines.line("number");
    var person = lines.line("person");
    var cameras = new ArrayList<String>();
    while (lines.isNext("camera")) {
      cameras.add(lines.line("camera"));
    }
    var from = lines.instant("from");
    var to = lines.instant("to");
    var use = use(lines.line("use"));
    var reason = lines.line("reason");
    var asked = lines.instant("asked");
    var until = lines.instant("until");
    var set = lines.bytes("set", Envelope.HASH_BYTES);
    var key = lines.bytes("key", Hpke.KEY_BYTES);
    var checkpoint = lines.value("checkpoint");
    var headers = new ArrayList<byte[]>();
    while (!lines.isAtEnd()) {
      headers.add(Texts.base64(lines.value("reel"), "A reel's header"));
    }
    var names = Set.copyOf(cameras);
    var problem = problem(town, number, person, names, from, to, reason, asked, until, headers);
    if (problem.isPresent()) {
      throw new CustodyRefused(problem.get());
    }
    var request =
        new OpeningRequest(
            town,
            number,
            person,
            names,
            from,
            to,
            use,
            reason,
            asked,
            until,
            set,
            key,
            checkpoint,
            headers);
    if (!request.text().equals(text)) {
      throw new CustodyRefused("This request is not written as Vigie writes one.");
    }
    request.reels();
    return request;
  }

  private static Use use(String word) throws CustodyRefused {
    for (var use : Use.values()) {
      if (use.name().equals(word)) {
        return use;
      }
    }
    throw new CustodyRefused("A request is for PLAYBACK or EXPORT.");
  }

  /// The reels it asks for, each proven to be of the town, of a camera that it names and, by when
  /// it begins, of the hour around the time that it names.
  ///
  /// @throws CustodyRefused if one is not: then the request says one thing and asks for another
  public List<Header> reels() throws CustodyRefused {
    var reels = new ArrayList<Header>();
    for (var bytes : headers) {
      try {
        var header = Header.read(bytes);
        var start = Instant.EPOCH.plus(header.startMicros(), ChronoUnit.MICROS);
        boolean meant =
            header.town().equals(town)
                && cameras.contains(header.camera())
                && start.isBefore(to)
                && start.isAfter(from.minus(LONGEST_REEL));
        if (!meant) {
          throw new CustodyRefused(
              "The request says cameras %s from %s to %s, and asks for a reel of %s, %s, from %s."
                  .formatted(
                      String.join(", ", cameras.stream().sorted().toList()),
                      from,
                      to,
                      header.camera(),
                      header.town(),
                      start));
        }
        reels.add(header);
      } catch (Unreadable e) {
        throw new CustodyRefused("A reel of the request cannot be told: " + e.getMessage() + ".");
      }
    }
    return reels;
  }

  /// A reel is one run inside one hour of UTC; the last minute is for clocks that were set.
  private static final Duration LONGEST_REEL = Duration.ofMinutes(61);

  /// What binds a share that is passed on to this opening, this reel and this custodian.
  byte[] passingOn(byte[] headerHash, int index) {
    return concat(Texts.utf8("vigie/approval/1/"), hash(), headerHash, new byte[] {(byte) index});
  }

  private static byte[] concat(byte[]... pieces) {
    int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
    var all = new byte[length];
    int at = 0;
    for (var piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpeningRequest o && o.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }
}
