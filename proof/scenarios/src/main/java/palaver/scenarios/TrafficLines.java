// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import palaver.sim.Simulation;
import palaver.sim.VenueNetwork;
import palaver.wire.radio.EnvelopeFormat;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.v1.V1Format;

/// Packets and bytes of a run by class.
final class TrafficLines {
  private static final String[] NAMES = {"control", "voice"};

  private TrafficLines() {}

  /// 1 for sound, 0 for the rest.
  static int classOf(byte[] bytes, int offset, int length) {
    boolean v2 =
        length > 1
            && bytes[offset] == EnvelopeFormat.VERSION
            && bytes[offset + 1] == MessageType.VOICE_FRAME.code();
    return v2 || bytes[offset] == V1Format.AUDIO_PREFIX ? 1 : 0;
  }

  static List<Kpi.TrafficLine> of(Simulation simulation, int nodes) {
    List<Kpi.TrafficLine> lines = new ArrayList<>();
    for (int kind = 0; kind < NAMES.length; kind++) {
      long packets = 0;
      long bytes = 0;
      long packetsMax = 0;
      long bytesMax = 0;
      for (int host = 0; host < nodes; host++) {
        long sent = simulation.traffic().datagrams(host, kind);
        packets += sent;
        bytes += simulation.traffic().bytes(host, kind);
        packetsMax = Math.max(packetsMax, sent);
        bytesMax = Math.max(bytesMax, simulation.traffic().bytes(host, kind));
      }
      lines.add(new Kpi.TrafficLine(NAMES[kind], packets, bytes, packetsMax, bytesMax));
    }
    return lines;
  }

  /// How much of the time the air of each access point was in use, in percent.
  static List<Double> airPercent(VenueNetwork network, int minutes) {
    return Arrays.stream(network.airTimeNs())
        .filter(usedNs -> usedNs > 0)
        .mapToObj(usedNs -> usedNs / (minutes * 600_000_000.0))
        .toList();
  }
}
