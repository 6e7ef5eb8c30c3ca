// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

/// What one engine counts; [SfuStats] is the copy for others.
final class SfuCounters {
  long stunDatagrams;
  long dtlsDatagrams;
  long rtpDatagrams;
  long rtcpDatagrams;
  long otherDatagrams;
  long unknownAddressDatagrams;
  long rtpPackets;
  long forwardedPackets;
  long forwardedBytes;
  long silencedPackets;
  long quietPackets;
  long shedPackets;
  long refusedConnects;
  long unknownSessions;
  long failedPeers;

  SfuStats snapshot(int connections, int rooms) {
    return new SfuStats(
        connections,
        rooms,
        stunDatagrams,
        dtlsDatagrams,
        rtpDatagrams,
        rtcpDatagrams,
        otherDatagrams,
        unknownAddressDatagrams,
        rtpPackets,
        forwardedPackets,
        forwardedBytes,
        silencedPackets,
        quietPackets,
        shedPackets,
        refusedConnects,
        unknownSessions,
        failedPeers);
  }
}
