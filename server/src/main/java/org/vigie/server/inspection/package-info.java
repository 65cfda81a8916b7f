/// The bundle that an inspector takes away: one file with what proves it. Nothing here knows of
/// HTTP, nor of what is put into it.
@NullMarked
package org.vigie.server.inspection;

import org.jspecify.annotations.NullMarked;
