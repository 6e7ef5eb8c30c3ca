// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

/// What a driver has counted since its start. Each but `dnsSdNodes` only grows.
///
/// @param received datagrams read
/// @param sent datagrams that the system took
/// @param droppedFull datagrams for which the send buffer had no room
/// @param droppedError datagrams that the system refused, such as those to a network that is gone
/// @param inputsRefused commands and questions for which the queue had no room
/// @param failures exceptions that escaped the engine
/// @param sleeps how often the machine slept
/// @param dnsSdNodes how many other nodes of the channel are known by DNS-SD now
/// @param dnsSdMalformed messages of multicast DNS that could not be read
public record RadioFigures(
    long received,
    long sent,
    long droppedFull,
    long droppedError,
    long inputsRefused,
    long failures,
    long sleeps,
    int dnsSdNodes,
    long dnsSdMalformed) {}
