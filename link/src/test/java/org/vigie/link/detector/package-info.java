@org.jspecify.annotations.NullMarked
package org.vigie.link.detector;
