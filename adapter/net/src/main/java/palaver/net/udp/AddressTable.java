// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressDirectory;

/// Numbers peers' addresses: IP, port and scope to a small int and back.
///
/// Bounded: when all numbers are given out, the oldest that is neither pinned nor seen in the
/// present turn is given to the new address. An IPv4 address is kept in its IPv6-mapped form. One
/// thread only.
public final class AddressTable implements AddressDirectory {

  private static final long MAPPED = 0x0000_ffff_0000_0000L;

  private final int addressesMax;
  private final long[] high;
  private final long[] low;
  private final int[] port;
  private final int[] scope;
  private final long[] localHigh;
  private final long[] localLow;
  private final int[] pins;
  private final int[] seenTurn;
  private final int[] epoch;
  private final byte[] @Nullable [] ips;

  /// Open addressing with linear probing: address + 1, or 0 where free.
  private final int[] buckets;

  private final int mask;
  private int count;
  private int hand;
  private int turn;

  public AddressTable(int addressesMax) {
    this.addressesMax = addressesMax;
    high = new long[addressesMax];
    low = new long[addressesMax];
    port = new int[addressesMax];
    scope = new int[addressesMax];
    localHigh = new long[addressesMax];
    localLow = new long[addressesMax];
    pins = new int[addressesMax];
    seenTurn = new int[addressesMax];
    epoch = new int[addressesMax];
    ips = new byte[addressesMax][];
    buckets = new int[Integer.highestOneBit(addressesMax) * 4];
    mask = buckets.length - 1;
  }

  /// The most addresses that can be known at once; numbers are below it.
  public int capacity() {
    return addressesMax;
  }

  /// Tells that the datagrams of the last read have been dealt with.
  public void beginTurn() {
    turn++;
  }

  /// The number of an address, given out now if it is new; -1 when every number is pinned.
  public int number(InetSocketAddress address) {
    byte[] ip = address.getAddress().getAddress();
    int scopeId = address.getAddress() instanceof java.net.Inet6Address six ? six.getScopeId() : 0;
    if (ip.length == 4) {
      return number(0, mapped(readInt(ip, 0)), address.getPort(), 0);
    }
    return number(readLong(ip, 0), readLong(ip, 8), address.getPort(), scopeId);
  }

  @Override
  public int number(byte[] ip, int udpPort) {
    return ip.length == 4
        ? number(0, mapped(readInt(ip, 0)), udpPort, 0)
        : number(readLong(ip, 0), readLong(ip, 8), udpPort, 0);
  }

  /// The low half of the mapped form of an IPv4 address.
  static long mapped(int ipv4) {
    return MAPPED | (ipv4 & 0xffff_ffffL);
  }

  /// The number of the address with these halves, in network byte order; -1 when every number is
  /// pinned.
  int number(long ipHigh, long ipLow, int udpPort, int scopeId) {
    int bucket = home(ipHigh, ipLow, udpPort);
    while (buckets[bucket] != 0) {
      int address = buckets[bucket] - 1;
      if (low[address] == ipLow
          && port[address] == udpPort
          && high[address] == ipHigh
          && scope[address] == scopeId) {
        seenTurn[address] = turn;
        return address;
      }
      bucket = (bucket + 1) & mask;
    }
    return assign(ipHigh, ipLow, udpPort, scopeId);
  }

  private int assign(long ipHigh, long ipLow, int udpPort, int scopeId) {
    int address = count < addressesMax ? count++ : reclaim();
    if (address < 0) {
      return -1;
    }
    high[address] = ipHigh;
    low[address] = ipLow;
    port[address] = udpPort;
    scope[address] = scopeId;
    localHigh[address] = 0;
    localLow[address] = 0;
    seenTurn[address] = turn;
    epoch[address]++;
    ips[address] = null;
    int bucket = home(ipHigh, ipLow, udpPort);
    while (buckets[bucket] != 0) {
      bucket = (bucket + 1) & mask;
    }
    buckets[bucket] = address + 1;
    return address;
  }

  private int reclaim() {
    for (int tries = 0; tries < addressesMax; tries++) {
      int address = hand;
      hand = hand + 1 == addressesMax ? 0 : hand + 1;
      if (pins[address] == 0 && seenTurn[address] != turn) {
        removeFromBuckets(address);
        return address;
      }
    }
    return -1;
  }

  /// Removes by shifting later members of the chain back, so that no tombstones are needed.
  private void removeFromBuckets(int address) {
    int hole = home(high[address], low[address], port[address]);
    while (buckets[hole] != address + 1) {
      hole = (hole + 1) & mask;
    }
    int next = (hole + 1) & mask;
    while (buckets[next] != 0) {
      int other = buckets[next] - 1;
      int wanted = home(high[other], low[other], port[other]);
      if (((next - wanted) & mask) >= ((next - hole) & mask)) {
        buckets[hole] = buckets[next];
        hole = next;
      }
      next = (next + 1) & mask;
    }
    buckets[hole] = 0;
  }

  private int home(long ipHigh, long ipLow, int udpPort) {
    long mixed = (ipHigh * 31 + ipLow) * 0x9e37_79b9_7f4a_7c15L + udpPort;
    mixed = (mixed ^ (mixed >>> 29)) * 0xbf58_476d_1ce4_e5b9L;
    return (int) (mixed >>> 32) & mask;
  }

  /// Keeps `address` bound to its peer until as many [#release] calls.
  public void retain(int address) {
    pins[address]++;
  }

  public void release(int address) {
    if (pins[address] > 0) {
      pins[address]--;
    }
  }

  /// Forgets all pins: the engine that held them is gone.
  public void releaseAll() {
    Arrays.fill(pins, 0);
  }

  @Override
  public byte[] ip(int address) {
    byte[] known = ips[address];
    if (known == null) {
      known = isIpv4(address) ? fourBytes(address) : sixteenBytes(address);
      ips[address] = known;
    }
    return known;
  }

  @Override
  public int port(int address) {
    return port[address];
  }

  public boolean isIpv4(int address) {
    return high[address] == 0 && (low[address] & 0xffff_ffff_0000_0000L) == MAPPED;
  }

  /// The address for the java.net classes.
  public InetSocketAddress socketAddress(int address) {
    try {
      InetAddress ip =
          scope[address] == 0
              ? InetAddress.getByAddress(ip(address))
              : java.net.Inet6Address.getByAddress(null, ip(address), scope[address]);
      return new InetSocketAddress(ip, port[address]);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes always make an address", e);
    }
  }

  long high(int address) {
    return high[address];
  }

  long low(int address) {
    return low[address];
  }

  int scope(int address) {
    return scope[address];
  }

  /// Grows each time the number is given to another address.
  int epoch(int address) {
    return epoch[address];
  }

  /// Remembers on which of our own addresses the peer's last datagram arrived.
  void arrivedAt(int address, long ourHigh, long ourLow) {
    localHigh[address] = ourHigh;
    localLow[address] = ourLow;
  }

  /// Whether we know which of our own addresses the peer talks to.
  boolean knowsLocal(int address) {
    return (localHigh[address] | localLow[address]) != 0;
  }

  long localHigh(int address) {
    return localHigh[address];
  }

  long localLow(int address) {
    return localLow[address];
  }

  private byte[] fourBytes(int address) {
    byte[] ip = new byte[4];
    for (int i = 0; i < 4; i++) {
      ip[i] = (byte) (low[address] >>> (24 - 8 * i));
    }
    return ip;
  }

  private byte[] sixteenBytes(int address) {
    byte[] ip = new byte[16];
    for (int i = 0; i < 8; i++) {
      ip[i] = (byte) (high[address] >>> (56 - 8 * i));
      ip[i + 8] = (byte) (low[address] >>> (56 - 8 * i));
    }
    return ip;
  }

  private static int readInt(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  private static long readLong(byte[] bytes, int at) {
    return ((long) readInt(bytes, at) << 32) | (readInt(bytes, at + 4) & 0xffff_ffffL);
  }
}
