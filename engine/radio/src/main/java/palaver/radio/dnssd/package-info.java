// SPDX-License-Identifier: Apache-2.0
/// DNS-SD (RFC 6763) over multicast DNS (RFC 6762), as much of it as radio nodes need to say that
/// they are there and to find each other: what to say, what was heard, and when.
@NullMarked
package palaver.radio.dnssd;

import org.jspecify.annotations.NullMarked;
