package org.vigie.media.rtp;

import org.vigie.model.VideoFormat;

/// Receives what a video stream holds, on the thread that reads it.
///
/// Instants of arrival are elapsed time in nanoseconds, [org.vigie.base.Clocks#elapsedNanos].
public interface VideoReceiver {

  /// A complete picture, which decodes after those since the last key frame. The first one, and the
  /// first after [#broken] or in another format, is a key frame.
  ///
  /// @param format the same object for as long as nothing changes
  /// @param ticks 1/90000 s, always rising
  /// @param compositionTicks as in [org.vigie.model.AccessUnit]
  /// @param bytes as in [org.vigie.model.AccessUnit]; the receiver's to keep
  void picture(
      VideoFormat format,
      long ticks,
      int compositionTicks,
      boolean key,
      byte[] bytes,
      long arrivedNanos);

  /// A picture was there but is not handed on: incomplete, or before the next key frame.
  void dropped(long arrivedNanos);

  /// Pictures are missing after the last one handed on.
  ///
  /// @param why a plain sentence part: "3 packets were lost on the way"
  void broken(String why);

  /// The camera's timestamps jumped before the next picture; its ticks are an estimate.
  void jumped();

  /// The camera said what time it has.
  void report(SenderReport report, long arrivedNanos);
}
