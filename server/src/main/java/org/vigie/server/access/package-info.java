/// What a request for access needs beside the ledger: the requester's words, what an officer drew,
/// sealed copies, letters.
@NullMarked
package org.vigie.server.access;

import org.jspecify.annotations.NullMarked;
