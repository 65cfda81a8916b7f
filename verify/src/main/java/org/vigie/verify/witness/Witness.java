package org.vigie.verify.witness;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.vigie.verify.Head;
import org.vigie.verify.Note;

/// Signs, and remembers before it signs: of one log it never signs two checkpoints that contradict
/// each other, whenever it is killed.
///
/// Calls are one thread's, or made under one lock.
final class Witness {

  private final Store store;
  private final Cosigner cosigner;
  private final InstantSource clock;

  Witness(Store store, Cosigner cosigner, InstantSource clock) {
    this.store = store;
    this.cosigner = cosigner;
    this.clock = clock;
  }

  Store store() {
    return store;
  }

  Cosigner cosigner() {
    return cosigner;
  }

  InstantSource clock() {
    return clock;
  }

  /// Makes a checkpoint durable as the newest one, then cosigns it. Whoever calls has checked that
  /// it continues the one accepted before.
  ///
  /// @return the note with the log's signature and the witness' own
  String accept(Head head, Note note, TownKey key) throws IOException {
    var bare = bare(note, key.key().named(head.origin()).name());
    store.accept(head.origin(), bare);
    var cosigned = bare + cosigner.cosign(note.text(), clock.instant()) + "\n";
    store.cosigned(head.origin(), cosigned);
    return cosigned;
  }

  /// The note with the log's own signatures only: what others add is not this witness' business.
  private static String bare(Note note, String signer) {
    var bare = new StringBuilder(note.text()).append('\n');
    note.signatures().stream()
        .filter(signature -> signature.name().equals(signer))
        .forEach(signature -> bare.append(signature.line()).append('\n'));
    return bare.toString();
  }

  /// Keeps a checkpoint that was refused although the log signed it.
  void refuse(Note note, String origin, String why) throws IOException {
    store.refuse(bare(note, origin), store.seenNote(origin), why, clock.instant());
  }

  /// Keeps something that is no checkpoint of the log.
  void refuse(String text, String why) throws IOException {
    store.refuse(text, Optional.empty(), why, clock.instant());
  }
}
