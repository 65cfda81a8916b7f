package org.vigie.verify.footage;

import java.util.List;

/// What an audit found in a data folder.
///
/// @param cameras in order of their names
/// @param unreadableFiles files that should be reels and are not even their beginnings
/// @param faults what does not hold, one sentence each, files and journal lines included
public record FootageReport(List<Camera> cameras, int unreadableFiles, List<String> faults) {

  public FootageReport {
    cameras = List.copyOf(cameras);
    faults = List.copyOf(faults);
  }

  /// One camera.
  ///
  /// @param parts with pictures, readable
  /// @param pictures access units: decrypted and counted, or believed where there is no key
  /// @param keylessReels reels whose key was not at hand, so that nothing of them was opened
  /// @param partsBeyond durable parts that the ledger has not been told of yet
  /// @param partsBelow parts that the ledger was told of and that are not there as they were
  /// @param firstMicros when its first footage begins; 0 without any
  /// @param lastMicros when its last footage ends; 0 without any
  public record Camera(
      String id,
      long reels,
      long parts,
      long pictures,
      long bytes,
      long unreadableParts,
      long keylessReels,
      long partsBeyond,
      long partsBelow,
      long firstMicros,
      long lastMicros,
      Coverage coverage) {}

  public long parts() {
    return cameras.stream().mapToLong(Camera::parts).sum();
  }

  public long pictures() {
    return cameras.stream().mapToLong(Camera::pictures).sum();
  }

  public long bytes() {
    return cameras.stream().mapToLong(Camera::bytes).sum();
  }

  public long gaps() {
    return cameras.stream().mapToLong(camera -> camera.coverage().gaps().size()).sum();
  }

  /// Unreadable parts, those of files counted as one each that are no reels at all.
  public long unreadableParts() {
    return unreadableFiles + cameras.stream().mapToLong(Camera::unreadableParts).sum();
  }

  public long partsBelow() {
    return cameras.stream().mapToLong(Camera::partsBelow).sum();
  }

  /// Whether everything that is there can be read, and everything that was promised is there.
  public boolean holds() {
    return faults.isEmpty() && unreadableParts() == 0 && partsBelow() == 0;
  }
}
