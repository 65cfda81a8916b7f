package org.vigie.governance;

import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// A reel that custodians alone can open now.
///
/// @param span what of it was asked for
/// @param header as it begins on disk
/// @param envelope as it lies beside it
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedReel(CameraId camera, Span span, byte[] header, byte[] envelope) {}
