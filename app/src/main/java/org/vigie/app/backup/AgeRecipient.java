package org.vigie.app.backup;

import org.vigie.base.BadInput;

/// To whom a file is locked: the public half of an [AgeKey], as `age` and `age-keygen` write it.
public final class AgeRecipient {

  static final int BYTES = 32;
  private static final String PREFIX = "age";

  private final byte[] key;

  AgeRecipient(byte[] key) {
    this.key = key.clone();
  }

  /// Reads `age1...`.
  ///
  /// @throws BadInput if it is none, or a letter is wrong
  public static AgeRecipient parse(String text) throws BadInput {
    var bytes = Bech32.decode(PREFIX, text.strip());
    if (bytes.isEmpty() || bytes.get().length != BYTES) {
      throw new BadInput(
          "'%s' should be a public key such as age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj, as `vigie restore --prepare` and age-keygen print it"
              .formatted(text));
    }
    return new AgeRecipient(bytes.get());
  }

  byte[] key() {
    return key.clone();
  }

  /// `age1...`.
  @Override
  public String toString() {
    return Bech32.encode(PREFIX, key);
  }
}
