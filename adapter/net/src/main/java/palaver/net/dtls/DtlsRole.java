// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

/// Which side of the handshake we are.
public enum DtlsRole {
  /// Waits for the ClientHello (setup:passive).
  SERVER,
  /// Sends it (setup:active).
  CLIENT
}
