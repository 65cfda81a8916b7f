/// Sources that are there for some hours: drones, cameras that somebody wears. They film only while
/// a person has opened them, under an act of their own. See design/sources.md.
@NullMarked
package org.vigie.governance.source;

import org.jspecify.annotations.NullMarked;
