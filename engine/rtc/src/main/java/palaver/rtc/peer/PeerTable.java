// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressBook;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.rtc.ConnectionParameters;

/// All connections of one media thread, found by address or by ICE user name fragment.
///
/// Addresses come to belong to a connection by verified checks only; the table retains and releases
/// them at the driver.
public final class PeerTable {

  private final PeerCounters counters = new PeerCounters();

  public PeerTable(PeerSettings settings, AddressBook addresses, SecretSource secrets) {
    assert settings.limits().addressesMax() > 1;
  }

  /// Opens a connection.
  ///
  /// @param number the owner's own number for it, given back by [PeerConnection#number]
  public PeerConnection connect(long nowNs, int number, ConnectionParameters parameters) {
    return new PeerConnection(number, List.of());
  }

  /// The connection that the datagram's address belongs to, or null (counted as unknown).
  public @Nullable PeerConnection of(Datagram datagram) {
    return null;
  }

  /// Takes any STUN datagram. Gives the connection whose check it verified, or null when the
  /// datagram changed nothing.
  public @Nullable PeerConnection onStun(long nowNs, Datagram datagram, Outbox<?> outbox) {
    return null;
  }

  public PeerCounters counters() {
    return counters;
  }
}
