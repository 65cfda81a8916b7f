/// Fakes and captured inputs for tests.
@NullMarked
package org.vigie.testkit;

import org.jspecify.annotations.NullMarked;
