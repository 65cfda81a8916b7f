/// Runs a detector on parts of pictures: boxes, coarse classes and scores, nothing else. The only
/// home of ONNX Runtime.
@NullMarked
package org.vigie.eye.detect;

import org.jspecify.annotations.NullMarked;
