// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// What stands behind the small numbers that the driver gives to addresses. Only protocols that
/// must name an address in a message (STUN's XOR-MAPPED-ADDRESS) ask.
public interface AddressBook {

  /// The IP address: 4 bytes for IPv4, 16 for IPv6, in network byte order. Not to be changed.
  byte[] ip(int address);

  /// The UDP port, 1 to 65535.
  int port(int address);
}
