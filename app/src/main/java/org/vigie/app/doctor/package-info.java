/// What may be wrong with a machine that runs Vigie: looked up in `/proc` and beside it, explained,
/// with a remedy. Knows nothing of a town.
@NullMarked
package org.vigie.app.doctor;

import org.jspecify.annotations.NullMarked;
