@NullMarked
package org.vigie.media.rtp;

import org.jspecify.annotations.NullMarked;
