// SPDX-License-Identifier: Apache-2.0
package palaver.net;

/// The figures of one driver at one moment. Counts grow from its start.
///
/// @param alive whether the driver's thread runs
/// @param turns how often the socket was read
/// @param turnNsMax the longest turn of the last full second, without waits
/// @param turnNsMean a moving mean over about a hundred turns
/// @param batchDatagramsMax the fullest read of the last full second
/// @param talkersMax to how many talkers a room rooms are shed now;
///   [palaver.base.Sheddable#EVERYBODY] when nothing is shed
/// @param shedCount how often shedding grew by a step
/// @param received datagrams read
/// @param sent datagrams that the kernel took
/// @param kernelMessages messages they went out in
/// @param sendDropped datagrams that the kernel had no room for or refused
/// @param outboxDropped datagrams that found the outbox full
/// @param receiveDropped datagrams that were empty, too long or could not be numbered
/// @param commandsRefused commands that found the queue full
/// @param peersFailed exceptions that cost one peer its connection
/// @param engineRestarts how often a fresh engine was started
/// @param hookFailures exceptions thrown by a hook
public record DriverHealth(
    boolean alive,
    long turns,
    long turnNsMax,
    long turnNsMean,
    long batchDatagramsMax,
    int talkersMax,
    long shedCount,
    long received,
    long sent,
    long kernelMessages,
    long sendDropped,
    long outboxDropped,
    long receiveDropped,
    long commandsRefused,
    long peersFailed,
    long engineRestarts,
    long hookFailures) {}
