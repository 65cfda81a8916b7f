/// Tests of the file of a backup.
@NullMarked
package org.vigie.app.backup;

import org.jspecify.annotations.NullMarked;
