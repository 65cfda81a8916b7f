/// The append-only Merkle log of every act: written once, flushed before it is acknowledged,
/// signed, and verifiable by anyone with other people's tools. Its formats stand in
/// design/ledger.md.
@NullMarked
package org.vigie.governance.ledger;

import org.jspecify.annotations.NullMarked;
