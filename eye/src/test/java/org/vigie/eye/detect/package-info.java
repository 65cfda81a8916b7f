@org.jspecify.annotations.NullMarked
package org.vigie.eye.detect;
