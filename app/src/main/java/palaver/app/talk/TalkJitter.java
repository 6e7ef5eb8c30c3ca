// SPDX-License-Identifier: Apache-2.0
package palaver.app.talk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import palaver.audio.trace.Network;

/// The networks that `palaver talk --loopback` imitates, by the names of its option.
enum TalkJitter {
  NONE(null),
  WIFI(Network.WIFI),
  LTE(Network.HANDOVER),
  BURST(Network.BURST),
  REORDERING(Network.REORDERING),
  DRIFT(Network.DRIFT);

  private final Optional<Network> network;

  TalkJitter(@Nullable Network network) {
    this.network = Optional.ofNullable(network);
  }

  Optional<Network> network() {
    return network;
  }
}
