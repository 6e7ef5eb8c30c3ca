// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
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

  /// Adds how much of the time each access point's air was in use.
  static List<String> withAir(List<String> notes, VenueNetwork network, int minutes) {
    List<String> all = new ArrayList<>(notes);
    long[] used = network.airTimeNs();
    for (int i = 0; i < used.length; i++) {
      if (used[i] > 0) {
        long permille = used[i] / (minutes * 60_000_000L);
        all.add("air of access point " + i + ": " + permille / 10 + "." + permille % 10 + " %");
      }
    }
    return all;
  }
}
