/// The file of a backup: what lies in it, how it is locked, and how it is read again. Knows nothing
/// of a town. Its format stands in design/backup.md.
@NullMarked
package org.vigie.app.backup;

import org.jspecify.annotations.NullMarked;
