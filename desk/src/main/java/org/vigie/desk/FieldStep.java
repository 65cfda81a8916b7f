package org.vigie.desk;

/// What somebody who was sent says of a confirmed alert. Names are stored: only append.
public enum FieldStep {
  SEEN,
  ON_SITE,
  DONE
}
