// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.radio.RadioEvent;
import palaver.radio.settings.Setting;
import palaver.wire.radio.NodeId;

/// Notices what is wrong with a channel though the node itself is well: half of it is gone, voice
/// is altered, old devices are not heard. Used on the node's thread only.
public final class TroubleWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TroubleWatch.class);

  /// Troubles are forgotten after so long.
  private static final long WINDOW_NS = TimeUnit.MINUTES.toNanos(10);

  /// Members who fall silent within this time did so together.
  private static final long TOGETHER_NS = TimeUnit.SECONDS.toNanos(10);

  private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int FEWEST = 2;
  private static final int SHARE = 3;

  private final Map<NodeId, Long> heardNs = new TreeMap<>();
  private long lookedNs = Long.MIN_VALUE / 2;
  private long forgedNs = Long.MIN_VALUE / 2;
  private boolean membersAway;
  private int oldDevices;
  private boolean oldJoined;

  public void on(long nowNs, RadioEvent event) {
    switch (event) {
      case RadioEvent.VoiceForged(var lease, long sequence, NodeId from) -> {
        forgedNs = nowNs;
        LOG.warn(
            "frame {} of lease {} was not its talker's; it came from {}, and the burst is muted",
            sequence,
            lease.number(),
            from);
      }
      case RadioEvent.OldDevices(int count, boolean joined) -> {
        oldDevices = count;
        oldJoined = joined;
        if (count > 0 && !joined) {
          LOG.warn("{} devices of protocol v1 are here; v1-window=1 would let them in", count);
        } else {
          LOG.info("{} devices of protocol v1 are here, joined by this node: {}", count, joined);
        }
      }
      case RadioEvent.PutOut() ->
          LOG.warn("this device is no member any more: it was put out, or its time is over");
      case RadioEvent.Settings(var _, var values) -> oldJoined = values.isOn(Setting.V1_WINDOW);
      default -> {}
    }
  }

  /// Looks who is heard now, once a second.
  public void look(long nowNs, Supplier<List<NodeId>> heard) {
    if (nowNs - lookedNs < LOOK_NS) {
      return;
    }
    lookedNs = nowNs;
    List<NodeId> around = heard.get();
    around.forEach(node -> heardNs.put(node, nowNs));
    heardNs.values().removeIf(atNs -> nowNs - atNs > WINDOW_NS);
    int together = silentTogether();
    membersAway = together >= FEWEST && together * SHARE >= together + around.size();
  }

  /// How many of those who are silent now fell silent at the same time, at most.
  private int silentTogether() {
    long[] since =
        heardNs.values().stream()
            .mapToLong(Long::longValue)
            .filter(atNs -> atNs != lookedNs)
            .sorted()
            .toArray();
    int most = 0;
    int first = 0;
    for (int last = 0; last < since.length; last++) {
      while (since[last] - since[first] > TOGETHER_NS) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /// What is wrong now.
  ///
  /// @param member whether this device is a member
  public RadioTroubles troubles(long nowNs, boolean member) {
    boolean forged = nowNs - forgedNs < WINDOW_NS;
    return new RadioTroubles(!member, membersAway, forged, oldDevices > 0 && !oldJoined);
  }
}
