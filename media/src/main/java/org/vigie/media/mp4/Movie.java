package org.vigie.media.mp4;

import java.util.List;
import org.vigie.model.VideoFormat;

/// A whole fragmented file: its format and its fragments in order.
public record Movie(VideoFormat format, List<Fragment> fragments) {

  public Movie {
    fragments = List.copyOf(fragments);
  }
}
