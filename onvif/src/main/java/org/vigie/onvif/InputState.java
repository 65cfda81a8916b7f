package org.vigie.onvif;

/// What a camera says of a contact that is wired to it.
///
/// @param input its name in the camera, one line of at most 200 characters
/// @param active whether it holds, by the camera's own idea of which of the two is rest
/// @param change whether the camera says that it changed; else it only says how it stands
public record InputState(String input, boolean active, boolean change) {}
