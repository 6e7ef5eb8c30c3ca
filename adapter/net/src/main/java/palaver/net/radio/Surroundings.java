// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// What is around a node at the moment, as far as the operating system tells.
///
/// @param links the interfaces that carry multicast
/// @param peers the addresses of the static peers that could be resolved
/// @param own the addresses of this machine
record Surroundings(List<Link> links, List<InetSocketAddress> peers, List<InetAddress> own) {
  static final Surroundings NONE = new Surroundings(List.of(), List.of(), List.of());

  Surroundings {
    links = List.copyOf(links);
    peers = List.copyOf(peers);
    own = List.copyOf(own);
  }
}
