package org.vigie.tell;

/// The register of what left the machine.
public interface Disclosures {

  /// @return whether it is in the register, durably; else it is offered again
  boolean enter(Disclosure disclosure);
}
