package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigie.base.Clocks;

/// The town's ledger. Safe for any thread; closed by whoever opened it.
public final class Ledger implements AutoCloseable {

  private Ledger() {}

  /// Opens the ledger, or begins it where there is none.
  ///
  /// @param folder the ledger's folder; held exclusively until closed
  /// @param keyFile the signing key, made if there is neither key nor ledger
  /// @param town names the town in the origin of a new log
  /// @throws LedgerRefused if somebody else holds it, or it is not what was signed
  public static Ledger open(Path folder, Path keyFile, String town, Clocks clocks)
      throws IOException {
    throw new UnsupportedOperationException("next slice");
  }

  /// Appends an entry and waits until it is durable; many threads may append at once and share one
  /// flush.
  ///
  /// @return its index
  /// @throws LedgerUnavailable if it could not be made durable; what it announces must not happen
  public long append(Entry entry) {
    throw new UnsupportedOperationException("next slice");
  }

  /// How many entries are durable, over all years.
  public long size() {
    throw new UnsupportedOperationException("next slice");
  }

  public Optional<Recorded> find(long index) {
    throw new UnsupportedOperationException("next slice");
  }

  /// A page of entries, newest first.
  public Page page(Query query) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Hands every durable entry, oldest first, to `reader`.
  public void replay(Consumer<Recorded> reader) {
    throw new UnsupportedOperationException("next slice");
  }

  /// The newest checkpoint that was published.
  public Checkpoint checkpoint() {
    throw new UnsupportedOperationException("next slice");
  }

  /// Signs and publishes a checkpoint over everything that is durable now.
  public Checkpoint publish() {
    throw new UnsupportedOperationException("next slice");
  }

  /// Shows that an entry stands in the present tree of its year.
  public InclusionProof prove(long index) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Publishes a last checkpoint and lets go of the folder.
  @Override
  public void close() {}
}
