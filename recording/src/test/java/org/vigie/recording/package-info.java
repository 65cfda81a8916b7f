@NullMarked
package org.vigie.recording;

import org.jspecify.annotations.NullMarked;
