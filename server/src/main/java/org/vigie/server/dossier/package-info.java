/// The file for the authorities: what the running configuration says of cameras, acts, masks,
/// retention, events, measured accuracy and oversight (R54).
@NullMarked
package org.vigie.server.dossier;

import org.jspecify.annotations.NullMarked;
