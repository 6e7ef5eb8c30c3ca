// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.net.InetSocketAddress;

/// Where phones join through a node.
///
/// @param address of the page, over TLS; media takes the UDP port of the same number, or any when
///   it is 0
public record HandsetOptions(InetSocketAddress address) {

  /// Where they are without a word about it.
  public static final String STANDARD = "0.0.0.0:8443";
}
