// SPDX-License-Identifier: Apache-2.0
/// The thread and the sockets of multicast DNS, by which radio nodes find each other.
///
/// [palaver.radio.dnssd.ServiceBook] knows what to say and what was heard.
@NullMarked
package palaver.net.dnssd;

import org.jspecify.annotations.NullMarked;
