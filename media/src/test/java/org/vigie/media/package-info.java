@NullMarked
package org.vigie.media;

import org.jspecify.annotations.NullMarked;
