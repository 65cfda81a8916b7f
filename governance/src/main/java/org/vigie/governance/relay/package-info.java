/// Streams for named partners under an agreement: who may have which camera, masked or clear, and
/// who has it now.
@NullMarked
package org.vigie.governance.relay;

import org.jspecify.annotations.NullMarked;
