package org.vigie.recording;

import org.vigie.base.Clocks;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.model.Alarms;

/// What every volume of one recorder shares.
record VolumeServices(
    String town,
    VolumeRegister register,
    SqlIndex index,
    ReelKeys keys,
    Notary notary,
    Alarms alarms,
    Clocks clocks) {}
