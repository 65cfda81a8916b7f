package org.vigie.app.backup;

import java.util.List;

/// By what a file can be opened later.
public sealed interface Lock {

  /// By a passphrase; [#PASSPHRASE] says so in the ledger.
  ///
  /// @param workFactor the logarithm of what guessing one costs
  record Passphrase(String words, int workFactor) implements Lock {

    /// A second or so, and 256 MiB, for each guess: what age takes.
    public static final int USUAL_WORK = 18;

    public Passphrase(String words) {
      this(words, USUAL_WORK);
    }

    @Override
    public List<String> openedBy() {
      return List.of(PASSPHRASE);
    }

    @Override
    public String toString() {
      return PASSPHRASE;
    }
  }

  /// By any one of these.
  record Recipients(List<AgeRecipient> recipients) implements Lock {
    public Recipients {
      recipients = List.copyOf(recipients);
      if (recipients.isEmpty()) {
        throw new IllegalArgumentException("locked to nobody");
      }
    }

    @Override
    public List<String> openedBy() {
      return recipients.stream().map(AgeRecipient::toString).toList();
    }
  }

  String PASSPHRASE = "passphrase";

  /// What the ledger says of it: no secret.
  List<String> openedBy();
}
