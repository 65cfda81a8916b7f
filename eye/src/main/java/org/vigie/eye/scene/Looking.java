package org.vigie.eye.scene;

import java.util.List;
import java.util.Optional;
import org.vigie.model.Box;

/// A detector, held over the picture that is being judged. Valid for that picture, on its thread.
public interface Looking {

  /// How wide a part must be at least, as a fraction of the picture: what is shown larger than it
  /// was filmed shows no more.
  double leastWidth();

  /// The same of its height.
  double leastHeight();

  /// How many parts of this picture may be looked at: the time that looking takes is shared.
  ///
  /// @param seconds since the camera's last picture
  /// @param moving whether something moves in this one
  int most(double seconds, boolean moving);

  /// Looks at parts of the picture.
  ///
  /// @param parts fractions of it
  /// @return what is in them, each thing once; nothing if the detector failed
  Optional<List<Detection>> at(List<Box> parts);
}
