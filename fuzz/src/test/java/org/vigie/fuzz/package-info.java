/// How parsers are fuzzed: targets, what holds for all of them, and where inputs come from.
@NullMarked
package org.vigie.fuzz;

import org.jspecify.annotations.NullMarked;
