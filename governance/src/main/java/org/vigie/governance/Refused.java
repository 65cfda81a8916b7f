package org.vigie.governance;

/// Governance says no. The message is one plain sentence for the person who asked; the refusal is
/// already in the ledger.
public final class Refused extends Exception {

  private static final long serialVersionUID = 1L;

  public Refused(String message) {
    super(message);
  }
}
