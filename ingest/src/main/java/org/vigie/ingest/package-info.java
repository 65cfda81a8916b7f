/// Camera sessions: connect, back off, clock evidence, fan-out.
@NullMarked
package org.vigie.ingest;

import org.jspecify.annotations.NullMarked;
