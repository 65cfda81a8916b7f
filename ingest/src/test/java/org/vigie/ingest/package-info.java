@NullMarked
package org.vigie.ingest;

import org.jspecify.annotations.NullMarked;
