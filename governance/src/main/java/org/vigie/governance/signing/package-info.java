/// Signatures of authorities over acts and profiles, in OpenSSH's form, with the JDK's Ed25519.
@NullMarked
package org.vigie.governance.signing;

import org.jspecify.annotations.NullMarked;
