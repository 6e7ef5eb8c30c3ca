// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

/// What one [SfuEngine] has done since it was made, and what it holds now: a copy at one moment.
///
/// @param connections participants now
/// @param rooms rooms with somebody in them now
/// @param stunDatagrams datagrams by their first byte
/// @param otherDatagrams nothing that we speak
/// @param unknownAddressDatagrams from an address that no verified check has named
/// @param rtpPackets authentic audio packets of publishers
/// @param forwardedPackets copies sent to listeners
/// @param forwardedBytes their payload, without headers, padding and seal
/// @param silencedPackets not forwarded because a moderator silenced the talker
/// @param quietPackets not forwarded because others are the room's active speakers
/// @param shedPackets not forwarded because of overload
/// @param refusedConnects beyond the [Limits] or into a full room
/// @param unknownSessions commands for a session that is not (or no longer) here
/// @param failedPeers closed because of an exception
public record SfuStats(
    int connections,
    int rooms,
    long stunDatagrams,
    long dtlsDatagrams,
    long rtpDatagrams,
    long rtcpDatagrams,
    long otherDatagrams,
    long unknownAddressDatagrams,
    long rtpPackets,
    long forwardedPackets,
    long forwardedBytes,
    long silencedPackets,
    long quietPackets,
    long shedPackets,
    long refusedConnects,
    long unknownSessions,
    long failedPeers) {}
