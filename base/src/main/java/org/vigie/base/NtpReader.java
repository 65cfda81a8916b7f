package org.vigie.base;

/// Asks how well the wall clock is kept. May take seconds: for a thread that nobody waits for.
public interface NtpReader {

  /// Never throws: where nothing answers, the state is unknown.
  NtpState read();

  /// Asks the programs of this machine, see [NtpPrograms].
  static NtpReader system() {
    return new NtpPrograms(NtpPrograms.USUAL);
  }
}
