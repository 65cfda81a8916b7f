package org.vigie.recording;

import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.base.Delays;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.model.Alarms;

/// What every camera of one recorder shares.
///
/// @param alarms told of conditions that a person must know of
/// @param delays from when a part's first picture was taken until it was safely on disk
/// @param states told when a camera begins or stops being recorded
record Services(
    RecorderSettings settings,
    Volumes volumes,
    ReelKeys keys,
    Registrar registrar,
    PartBuffers buffers,
    Backlog backlog,
    Alarms alarms,
    Delays delays,
    Clocks clocks,
    Consumer<RecordingState> states) {}
