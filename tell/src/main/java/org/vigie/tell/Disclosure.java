package org.vigie.tell;

import java.util.List;

/// What a receiver was told, for the ledger.
///
/// @param lost how many it will never be told, for want of room
public record Disclosure(ReceiverSettings to, List<News> told, long lost) {
  public Disclosure {
    told = List.copyOf(told);
  }
}
