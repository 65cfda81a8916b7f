/// Tests of what is looked up on a machine.
@NullMarked
package org.vigie.app.doctor;

import org.jspecify.annotations.NullMarked;
