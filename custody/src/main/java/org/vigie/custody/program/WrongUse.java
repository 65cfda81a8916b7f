package org.vigie.custody.program;

/// A command line that says nothing that can be done; the message says what would be right.
final class WrongUse extends Exception {

  private static final long serialVersionUID = 1L;

  WrongUse(String sentence) {
    super(sentence);
  }
}
