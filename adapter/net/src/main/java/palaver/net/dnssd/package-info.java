// SPDX-License-Identifier: Apache-2.0
/// DNS-SD (RFC 6763) over multicast DNS (RFC 6762), as much of it as radio nodes need to say that
/// they are there and to find each other.
///
/// [ServiceBook] knows what to say and what was heard, without sockets and clocks; [MulticastDns]
/// is its thread and its sockets.
@NullMarked
package palaver.net.dnssd;

import org.jspecify.annotations.NullMarked;
