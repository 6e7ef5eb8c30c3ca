// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// Both directions between the driver's small numbers and addresses, for protocols whose nodes tell
/// each other where others are.
public interface AddressDirectory extends AddressBook {

  /// The number of an address, given out now if it is new; -1 when none is left, or the driver
  /// never sends there. It holds to the end of the input, and longer when it is retained.
  ///
  /// @param ip 4 bytes for IPv4, 16 for IPv6, in network byte order
  /// @param port the UDP port, 1 to 65535
  int number(byte[] ip, int port);
}
