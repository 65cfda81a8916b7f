package org.vigie.server.machine;

import java.util.Optional;

/// How the programs are that look at the pictures.
///
/// @param wanted how many should run
/// @param running how many do
/// @param restarts how often one was started again since the start because it died or hung
/// @param lastEnd how the last one ended that did
/// @param moves how often a camera was given to another eye since the start
/// @param confined they run without network, in a file system of their own
/// @param unconfinedBecause what keeps them from it, and the remedy
/// @param model by name, the detector that they use
/// @param modelRefused why they work without the one that the configuration names
public record EyesView(
    int wanted,
    int running,
    long restarts,
    Optional<String> lastEnd,
    long moves,
    boolean confined,
    Optional<String> unconfinedBecause,
    Optional<String> model,
    Optional<String> modelRefused) {}
