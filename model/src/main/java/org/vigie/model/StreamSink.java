package org.vigie.model;

import java.time.Duration;

/// Receives one stream of one camera, run after run: [#begin], any number of [#accept], [#end].
///
/// All calls come from the camera session's thread, one after the other. None may wait or throw:
/// each receiver has a bounded buffer of its own and says itself what it does when it is slow.
public interface StreamSink {

  void begin(RunStart start);

  void accept(AccessUnit unit);

  /// During a run: the dates of what follows may be off by this, either way. [RunStart] says so for
  /// the beginning.
  default void uncertainty(Duration now) {}

  /// Also called, without a run in progress, when a camera could not be reached at all, so that
  /// the reason is known from the first attempt on.
  void end(RunEnd end);
}
