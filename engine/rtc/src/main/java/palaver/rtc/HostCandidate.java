// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// One address under which the media port is reached, as the answer lists it.
///
/// @param ip an IPv4 or IPv6 address in text form, without a zone
/// @param port 1 to 65535
public record HostCandidate(String ip, int port) {}
