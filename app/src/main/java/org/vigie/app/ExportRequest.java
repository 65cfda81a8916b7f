package org.vigie.app;

import java.nio.file.Path;
import java.time.Instant;

/// What `vigie export` asks for.
///
/// @param out absolute
/// @param reason why, in the words of whoever asked
record ExportRequest(String camera, Instant from, Instant to, Path out, String reason) {}
