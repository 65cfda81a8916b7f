/// Which detectors may run: manifests, the catalogue, and the check that refuses everything but
/// boxes and scores of coarse classes.
@NullMarked
package org.vigie.link.detector;

import org.jspecify.annotations.NullMarked;
