package org.vigie.governance.ledger;

import java.util.List;

/// A page of entries, newest first.
///
/// @param next to be asked for as [Query#before] for the page after this one; -1 at the beginning
///     of the ledger. A page may be short, even empty, and still have a next one: one call looks
///     through a bounded number of entries.
public record Page(List<Recorded> entries, long next) {
  public Page {
    entries = List.copyOf(entries);
  }
}
