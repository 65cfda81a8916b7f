/// Sign-in through a town's own directory, by OpenID Connect: asks the provider who somebody is,
/// and
/// believes it only after every check. What they may do is the door's and governance's concern.
@NullMarked
package org.vigie.server.oidc;

import org.jspecify.annotations.NullMarked;
