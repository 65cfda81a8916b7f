/// The witness: watches a log from another machine, and cosigns what continues what it knows.
@NullMarked
package org.vigie.verify.witness;

import org.jspecify.annotations.NullMarked;
