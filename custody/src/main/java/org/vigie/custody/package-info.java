/// How two of a town's custodians, each on a machine of their own, open footage that nobody else
/// can: key pairs, sets of custodians, the envelope of a reel's key, requests, approvals, openings.
/// The page design/custody.md gives the bytes and the reasons.
///
/// Cryptography is Bouncy Castle's and the JDK's; this package only says what is bound to what.
@NullMarked
package org.vigie.custody;

import org.jspecify.annotations.NullMarked;
