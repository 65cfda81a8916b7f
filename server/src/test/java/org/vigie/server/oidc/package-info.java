/// Tests of sign-in through a directory, against a provider that does whatever it is told.
@NullMarked
package org.vigie.server.oidc;

import org.jspecify.annotations.NullMarked;
