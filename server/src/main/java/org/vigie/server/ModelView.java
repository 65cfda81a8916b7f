package org.vigie.server;

import java.util.List;

/// A model that looks for people and vehicles, as its manifest declares it.
///
/// @param sha256 of its file, 64 lower-case hex digits
/// @param labels what it was trained to tell apart
/// @param says the coarse classes that are made of that
public record ModelView(
    String name,
    String sha256,
    List<String> labels,
    List<String> says,
    String purpose,
    String licence,
    String source) {

  public ModelView {
    labels = List.copyOf(labels);
    says = List.copyOf(says);
  }
}
