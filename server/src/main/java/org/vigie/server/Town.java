package org.vigie.server;

import java.util.List;
import java.util.function.Supplier;
import org.vigie.base.Clocks;
import org.vigie.desk.AlarmBoard;
import org.vigie.desk.Desk;
import org.vigie.desk.Drawings;
import org.vigie.desk.Views;
import org.vigie.desk.steer.Steering;
import org.vigie.governance.Governance;
import org.vigie.governance.time.TownClock;
import org.vigie.model.ClearPictures;
import org.vigie.model.LivePictures;
import org.vigie.model.MaskedCopies;
import org.vigie.recording.Recorder;
import org.vigie.recording.clips.ClipStore;
import org.vigie.server.door.Door;
import org.vigie.server.machine.ReceiverView;

/// Everything that the handlers ask or act upon. Owned by whoever started the server, but for
/// `door`, which the server opens and closes.
///
/// @param receivers how those stand that are told of alarms outside the machine
record Town(
    ServerSettings settings,
    Governance governance,
    Recorder recorder,
    ClipStore clips,
    Desk desk,
    Drawings drawings,
    AlarmBoard alarms,
    Views views,
    Steering steering,
    TownClock clock,
    LivePictures live,
    ClearPictures clear,
    MaskedCopies copies,
    CameraDirectory cameras,
    Supplier<List<ReceiverView>> receivers,
    Door door,
    Clocks clocks) {}
