package org.vigie.governance.access;

/// How a request came. Names are stored in the ledger: only append.
public enum AccessHow {
  MAIL,
  EMAIL,
  FORM,
  COUNTER
}
