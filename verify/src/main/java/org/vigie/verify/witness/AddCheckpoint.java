package org.vigie.verify.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.verify.Fault;
import org.vigie.verify.Head;
import org.vigie.verify.Note;

/// The one call of C2SP tlog-witness: a log brings a checkpoint with a proof that it continues the
/// one cosigned before, and gets a cosignature. Calls are answered one after the other, so that
/// comparing and storing are one step.
final class AddCheckpoint {

  static final int MOST_BYTES = 1 << 16;

  private static final Pattern OLD = Pattern.compile("old (0|[1-9]\\d{0,17})");
  private static final int MOST_HASHES = 63;
  private static final int HASH = 32;

  private final List<TownKey> keys;
  private final Witness witness;

  AddCheckpoint(List<TownKey> keys, Witness witness) {
    this.keys = List.copyOf(keys);
    this.witness = witness;
  }

  /// @param type the media type of the body
  record Answer(int status, String type, String body) {

    static Answer text(int status, String body) {
      return new Answer(status, "text/plain; charset=utf-8", body + "\n");
    }
  }

  /// What was sent, taken apart.
  ///
  /// @param oldSize of the checkpoint that the proof begins with
  record Call(long oldSize, List<byte[]> proof, Note note) {

    /// @throws Fault if it is not what the specification asks for
    static Call read(String body) throws Fault {
      int end = body.indexOf("\n\n");
      if (end < 0) {
        throw new Fault("There is no empty line between proof and checkpoint.");
      }
      var lines = body.substring(0, end).split("\n", MOST_HASHES + 2);
      var old = OLD.matcher(lines[0]);
      if (!old.matches()) {
        throw new Fault("The first line should be `old SIZE`.");
      }
      if (lines.length > MOST_HASHES + 1) {
        throw new Fault("A proof has at most " + MOST_HASHES + " hashes.");
      }
      var proof = new ArrayList<byte[]>();
      for (int i = 1; i < lines.length; i++) {
        proof.add(hash(lines[i]));
      }
      return new Call(
          Long.parseLong(old.group(1)),
          proof,
          Note.read(body.substring(end + 2), "The checkpoint"));
    }

    private static byte[] hash(String line) throws Fault {
      try {
        var hash = Base64.getDecoder().decode(line);
        if (hash.length == HASH && Base64.getEncoder().encodeToString(hash).equals(line)) {
          return hash;
        }
      } catch (IllegalArgumentException e) {
        // Said below.
      }
      throw new Fault("A line of the proof is no hash.");
    }
  }

  /// Answers one call.
  synchronized Answer answer(byte[] body) throws IOException {
    try {
      var call = Call.read(new String(body, StandardCharsets.UTF_8));
      var origin = call.note.text().lines().findFirst().orElse("");
      var key = keys.stream().filter(known -> known.signs(origin)).findFirst();
      return key.isEmpty() || isOutOfYear(key.get(), origin)
          ? Answer.text(404, "This witness does not watch a log of this name.")
          : judge(call, key.get());
    } catch (Fault e) {
      return Answer.text(400, e.getMessage());
    } catch (Refusal e) {
      return Answer.text(500, e.getMessage());
    }
  }

  /// A year that this witness never saw cannot begin before the newest one that it did see, nor in
  /// a far future.
  private boolean isOutOfYear(TownKey key, String origin) throws IOException {
    var year = TownKey.year(origin);
    if (year.isEmpty() || witness.store().seenNote(origin).isPresent()) {
      return false;
    }
    int now = witness.clock().instant().atOffset(ZoneOffset.UTC).getYear();
    var newest = witness.store().newest(key).map(name -> TownKey.year(name).orElse(0)).orElse(0);
    return year.getAsInt() < newest || year.getAsInt() > now + 1;
  }

  private Answer judge(Call call, TownKey key) throws IOException, Refusal {
    Head head;
    try {
      head = key.head(call.note, "The checkpoint");
    } catch (Fault e) {
      return Answer.text(403, e.getMessage());
    }
    if (call.oldSize > head.size()) {
      return Answer.text(400, "The old size is larger than the checkpoint's.");
    }
    var seen = witness.store().seen(key, head.origin());
    long known = seen.map(Head::size).orElse(0L);
    if (call.oldSize != known) {
      return new Answer(409, "text/x.tlog.size", known + "\n");
    }
    var before = seen.orElse(new Head(head.origin(), 0, new byte[0]));
    if (!Consistency.holds(before, head, call.proof)) {
      return refuse(call, head, before, seen);
    }
    var cosigned = witness.accept(head, call.note, key);
    var line = cosigned.substring(cosigned.lastIndexOf("\n", cosigned.length() - 2) + 1);
    return new Answer(200, "text/plain; charset=utf-8", line);
  }

  private Answer refuse(Call call, Head head, Head before, Optional<Head> seen) throws IOException {
    boolean forked = seen.isPresent() && before.size() == head.size();
    var why =
        forked
            ? "%s was rewritten: another checkpoint over %d entries was cosigned. The change lies in entries 0 to %d."
                .formatted(head.origin(), head.size(), Math.max(0, head.size() - 1))
            : "%s does not continue the %d entries that were cosigned: the proof does not hold."
                .formatted(head.origin(), before.size());
    witness.refuse(call.note, head.origin(), why);
    return Answer.text(forked && call.proof.isEmpty() ? 409 : 422, why);
  }
}
