package org.vigie.desk;

/// Ends the listening to alerts when closed; the second close does nothing.
public interface Listening extends AutoCloseable {

  @Override
  void close();
}
