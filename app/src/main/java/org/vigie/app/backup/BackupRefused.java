package org.vigie.app.backup;

import java.io.IOException;

/// The file of a backup cannot be used; the message says why, and what would be right.
public final class BackupRefused extends IOException {

  private static final long serialVersionUID = 1L;

  BackupRefused(String message) {
    super(message);
  }
}
