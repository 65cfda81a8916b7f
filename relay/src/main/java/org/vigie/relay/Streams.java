package org.vigie.relay;

import org.vigie.base.Clocks;
import org.vigie.governance.relay.Relays;
import org.vigie.model.CameraId;
import org.vigie.model.ClearPictures;
import org.vigie.model.LivePace;
import org.vigie.model.LivePictures;
import org.vigie.model.LiveViewer;

/// Where pictures come from, and who may have them.
///
/// @param live masked: the pictures that the wall shows, masked and coded once for all of them
/// @param clear asked for relays whose agreement is about clear pictures, and for no other
record Streams(Relays relays, LivePictures live, ClearPictures clear, Clocks clocks) {

  LivePictures.Lease watch(boolean asFilmed, CameraId camera, LiveViewer viewer) {
    return asFilmed ? clear.watch(camera, viewer) : live.watch(camera, viewer, LivePace.ALL);
  }
}
