@org.jspecify.annotations.NullMarked
package org.vigie.verify.footage;
