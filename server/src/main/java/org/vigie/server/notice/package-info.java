/// What the town tells its public: the declaration, the page and the plan that show it, the signs.
/// Pure: it is given what to say.
@NullMarked
package org.vigie.server.notice;

import org.jspecify.annotations.NullMarked;
