package org.vigie.server.access;

/// Who asked: as they wrote it. It never enters the ledger, and is destroyed at its term.
///
/// @param name at most [#LONGEST_NAME] characters
/// @param address where the answer goes; may have several lines
/// @param note what else the officer needs to know: clothes, direction
public record Requester(String name, String address, String note) {

  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_WORDS = 2_000;
}
