// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.rtc.PlannedLine.Role;

/// Gives each offered line its role. The first audio line on which the client can send is its
/// sending line; every other one on which it can receive is a slot, as long as there are SSRCs. In
/// a re-offer a line keeps the role it had.
final class LinePlanner {
  private final List<Integer> freeSsrcs;
  private final @Nullable ConnectionParameters previous;
  private @Nullable String publishMid;

  LinePlanner(List<Integer> ssrcs, @Nullable ConnectionParameters previous) {
    freeSsrcs = new ArrayList<>(ssrcs);
    this.previous = previous;
    if (previous != null) {
      publishMid = previous.publishMid();
      freeSsrcs.removeIf(ssrc -> previous.slots().stream().anyMatch(slot -> slot.ssrc() == ssrc));
    }
  }

  List<PlannedLine> plan(Offer offer) {
    return offer.lines().stream().map(this::plan).toList();
  }

  private PlannedLine plan(OfferedLine line) {
    if (!line.isUsable()) {
      return new PlannedLine(line, Role.REJECTED, null);
    }
    SendSlot known = knownSlot(line.mid());
    if (known != null) {
      return new PlannedLine(line, Role.SLOT, known);
    }
    if (publishMid == null && line.direction().sends()) {
      publishMid = line.mid();
    }
    if (line.mid().equals(publishMid)) {
      return new PlannedLine(line, Role.PUBLISH, null);
    }
    if (!line.direction().receives()) {
      return new PlannedLine(line, Role.IDLE, null);
    }
    return freeSsrcs.isEmpty()
        ? new PlannedLine(line, Role.REJECTED, null)
        : new PlannedLine(line, Role.SLOT, new SendSlot(line.mid(), freeSsrcs.removeFirst()));
  }

  private @Nullable SendSlot knownSlot(String mid) {
    if (previous == null) {
      return null;
    }
    return previous.slots().stream().filter(s -> s.mid().equals(mid)).findFirst().orElse(null);
  }
}
