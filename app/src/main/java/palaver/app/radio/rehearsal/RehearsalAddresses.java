// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.rehearsal;

import palaver.base.AddressDirectory;

/// The addresses of a network of two within the process: 0 reaches all, others are those of nodes.
/// Number and port are alike.
final class RehearsalAddresses implements AddressDirectory {

  static final int ALL = 0;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  @Override
  public int number(byte[] ip, int port) {
    return port;
  }

  @Override
  public byte[] ip(int address) {
    return LOOPBACK;
  }

  @Override
  public int port(int address) {
    return address;
  }
}
