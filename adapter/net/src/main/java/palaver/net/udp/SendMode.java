// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

/// How many datagrams leave with one call to the kernel.
public enum SendMode {
  /// One call for each datagram.
  PLAIN,
  /// One call for many datagrams (sendmmsg); a socket that cannot sends them one by one.
  BATCH,
  /// As BATCH, and datagrams for one destination leave as one kernel message (UDP_SEGMENT); a
  /// socket or kernel that cannot does what BATCH does.
  SEGMENTS
}
