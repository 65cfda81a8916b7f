package org.vigie.link;

import java.io.IOException;

/// The other side of a link sent what no honest one sends. The link is of no further use.
public final class LinkException extends IOException {

  private static final long serialVersionUID = 1L;

  public LinkException(String message) {
    super(message);
  }
}
