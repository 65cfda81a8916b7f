package org.vigie.tell;

/// How a receiver stands, in figures since the start.
///
/// @param way `mail`, `webhook` or `mqtt`
/// @param told how many news it took
/// @param failed how often it did not take them
/// @param waiting how many it is owed
/// @param dropped how many it will never be told, for want of room
public record ReceiverState(
    String name, String way, long told, long failed, int waiting, long dropped) {}
