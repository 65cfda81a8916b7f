/// How well eye and rules see: plays clips and scripted scenes whose truth is known through the
/// real eye and the real rules, and scores what they said.
@NullMarked
package org.vigie.bench.evaluate;

import org.jspecify.annotations.NullMarked;
