/// What the program says while it runs: for people, or as JSON for programs that gather logs.
@NullMarked
package org.vigie.app.log;

import org.jspecify.annotations.NullMarked;
