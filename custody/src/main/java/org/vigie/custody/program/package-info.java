/// `vigie custodian`: the program on a custodian's own machine. It keeps the keys, shows requests
/// in words, checks them against what it remembers of the town, and sends what the person agreed
/// to; on the command line, or as a page on this machine's own loopback.
@NullMarked
package org.vigie.custody.program;

import org.jspecify.annotations.NullMarked;
