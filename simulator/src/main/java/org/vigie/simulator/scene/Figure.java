package org.vigie.simulator.scene;

import org.vigie.simulator.draw.Body;

/// What an actor looks like: its shape in any pose.
@FunctionalInterface
public interface Figure {

  Body at(Pose pose);
}
