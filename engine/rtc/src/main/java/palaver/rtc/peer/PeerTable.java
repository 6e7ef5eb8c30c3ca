// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressBook;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.base.SecretSource;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.wire.stun.StunClass;
import palaver.wire.stun.StunMessage;

/// All connections of one media thread, found by address or by ICE user name fragment.
///
/// Addresses come to belong to a connection by verified checks only; the table retains and releases
/// them at the driver. An address that a second connection proves to own goes over to it.
public final class PeerTable {
  private final PeerSettings settings;
  private final AddressBook book;
  private final SecretSource secrets;
  private final DropCounts drops = new DropCounts();
  private final Map<String, PeerConnection> byUfrag = new HashMap<>();
  private @Nullable PeerConnection[] byAddress = new PeerConnection[64];

  /// A table without connections.
  ///
  /// @param addresses what stands behind the driver's numbers
  /// @param secrets where first sequence numbers, timestamps and names come from
  public PeerTable(PeerSettings settings, AddressBook addresses, SecretSource secrets) {
    this.settings = settings;
    this.book = addresses;
    this.secrets = secrets;
  }

  /// Opens a connection.
  ///
  /// @param number the owner's own number for it, given back by [PeerConnection#number]
  public PeerConnection connect(long nowNs, int number, ConnectionParameters parameters) {
    return new PeerConnection(nowNs, number, parameters, this);
  }

  /// The connection that the datagram's address belongs to, or null (counted as unknown).
  public @Nullable PeerConnection of(Datagram datagram) {
    int address = datagram.source();
    PeerConnection owner = address < byAddress.length ? byAddress[address] : null;
    if (owner == null) {
      drops.add(Dropped.UNKNOWN_ADDRESS);
    }
    return owner;
  }

  /// Takes any STUN datagram. Gives the connection whose check it verified, or null when the
  /// datagram changed nothing.
  public @Nullable PeerConnection onStun(long nowNs, Datagram datagram, Outbox<?> outbox) {
    var parsed = StunMessage.parse(datagram.bytes(), datagram.offset(), datagram.length());
    if (!(parsed instanceof Parsed.Ok<StunMessage>(StunMessage message))) {
      drops.add(Dropped.STUN_MALFORMED);
      return null;
    }
    if (!message.isBinding(StunClass.REQUEST)) {
      drops.add(Dropped.STUN_NOT_A_CHECK);
      return null;
    }
    PeerConnection connection = byUser(message.username());
    if (connection == null) {
      drops.add(Dropped.STUN_UNKNOWN_USER);
      return null;
    }
    return connection.onCheck(nowNs, message, datagram.source(), outbox) ? connection : null;
  }

  private @Nullable PeerConnection byUser(@Nullable String username) {
    int colon = username == null ? -1 : username.indexOf(':');
    return username == null || colon < 0 ? null : byUfrag.get(username.substring(0, colon));
  }

  /// What was dropped of all connections.
  public DropCounts drops() {
    return drops;
  }

  PeerSettings settings() {
    return settings;
  }

  AddressBook book() {
    return book;
  }

  SecretSource secrets() {
    return secrets;
  }

  void register(String ufrag, PeerConnection owner) {
    byUfrag.put(ufrag, owner);
  }

  void unregister(String ufrag, PeerConnection owner) {
    byUfrag.remove(ufrag, owner);
  }

  void bind(int address, PeerConnection owner, Outbox<?> outbox) {
    if (address >= byAddress.length) {
      byAddress = Arrays.copyOf(byAddress, Math.max(address + 1, byAddress.length * 2));
    }
    PeerConnection former = byAddress[address];
    if (former == null) {
      outbox.retain(address);
    } else {
      former.forget(address);
    }
    byAddress[address] = owner;
  }

  void unbind(int address, Outbox<?> outbox) {
    byAddress[address] = null;
    outbox.release(address);
  }
}
