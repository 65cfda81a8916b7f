package org.vigie.governance.ledger;

/// A cosignature that the town does not take, and why, in one sentence for whoever runs the
/// witness. Expected, so it has no stack trace.
public final class CosignatureRefused extends Exception {

  private static final long serialVersionUID = 1L;

  /// What speaks against it; each is counted by itself.
  public enum Reason {
    /// It cannot be read.
    NO_CHECKPOINT,
    /// No line of it is of a witness that the town has named.
    UNKNOWN_WITNESS,
    /// A line names such a witness and is not its signature over this text.
    FALSE_COSIGNATURE,
    /// It is about another log.
    OTHER_LOG,
    /// This ledger's key did not sign it.
    NOT_SIGNED_HERE,
    /// Ledger and witness signed it, and the ledger holds fewer entries now.
    BEYOND_THE_LOG,
    /// Ledger and witness signed it, and the ledger's entries are others now.
    OTHER_ROOT,
    /// One that is as new or newer is published already.
    NOT_NEWER
  }

  private final Reason reason;

  CosignatureRefused(Reason reason, String why) {
    super(why, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
