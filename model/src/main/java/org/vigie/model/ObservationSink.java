package org.vigie.model;

/// Receives what the eye says. Called by sight's thread of that eye; must return without waiting
/// for anything slower than a local flush.
public interface ObservationSink {

  void observed(Observation observation);
}
