package org.vigie.recording;

import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.model.Alarms;

/// What every camera of one recorder shares.
///
/// @param alarms told of conditions that a person must know of
/// @param states told when a camera begins or stops being recorded
record Services(
    RecorderSettings settings,
    Volume volume,
    ReelKeys keys,
    Journal journal,
    Registrar registrar,
    PartBuffers buffers,
    Alarms alarms,
    Clocks clocks,
    Consumer<RecordingState> states) {}
