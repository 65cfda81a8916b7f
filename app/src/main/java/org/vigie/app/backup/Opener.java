package org.vigie.app.backup;

/// With what a file is opened.
public sealed interface Opener {

  record Passphrase(String words) implements Opener {
    @Override
    public String toString() {
      return "a passphrase";
    }
  }

  record Key(AgeKey key) implements Opener {}
}
