/// Drives the rules; alerts, verdicts, incidents.
@NullMarked
package org.vigie.desk;

import org.jspecify.annotations.NullMarked;
