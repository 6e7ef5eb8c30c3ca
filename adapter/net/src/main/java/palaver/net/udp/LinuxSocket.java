// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteOrder;

/// A bound UDP socket of the kernel with its options set, and how to wait for it.
final class LinuxSocket {

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_DGRAM = 2;
  private static final int FLAGS_NONBLOCK_CLOEXEC = 0x80800;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int IPPROTO_IP = 0;
  private static final int IP_TOS = 1;
  private static final int IP_PKTINFO = 8;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int IPV6_RECVPKTINFO = 49;
  private static final int IPV6_TCLASS = 67;
  private static final int SCRATCH_BYTES = 64;
  private static final long LENGTH_AT = 32;
  private static final ValueLayout.OfShort NET_SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private final Libc libc;
  private final MemorySegment scratch = Arena.ofAuto().allocate(SCRATCH_BYTES, 8);
  private final int file;
  private final boolean ipv6;
  private final boolean wildcard;
  private final InetSocketAddress local;

  /// Opens a socket bound to `local`. The wildcard address means both IP versions, or IPv4 where
  /// the system has no IPv6.
  LinuxSocket(Libc libc, InetSocketAddress local, UdpSocketOptions options) throws IOException {
    this.libc = libc;
    wildcard = local.getAddress().isAnyLocalAddress();
    boolean wantIpv6 = wildcard || local.getAddress() instanceof Inet6Address;
    int opened = wantIpv6 ? open(AF_INET6) : open(AF_INET);
    if (opened == -Errno.FAMILY_NOT_SUPPORTED && wildcard) {
      wantIpv6 = false;
      opened = open(AF_INET);
    }
    ipv6 = wantIpv6;
    file = check(opened, "cannot open a UDP socket");
    try {
      configure(options);
      bind(local);
      this.local = new InetSocketAddress(local.getAddress(), boundPort());
    } catch (IOException | RuntimeException e) {
      libc.close(file);
      throw e;
    }
  }

  private int open(int family) {
    return libc.socket(family, SOCK_DGRAM | FLAGS_NONBLOCK_CLOEXEC, 0);
  }

  private void configure(UdpSocketOptions options) throws IOException {
    setBuffer(SO_RCVBUFFORCE, SO_RCVBUF, options.receiveBufferBytes());
    setBuffer(SO_SNDBUFFORCE, SO_SNDBUF, options.sendBufferBytes());
    setOption(IPPROTO_IP, IP_TOS, options.trafficClass());
    if (ipv6) {
      check(setOption(IPPROTO_IPV6, IPV6_V6ONLY, 0), "cannot serve both IP versions");
      setOption(IPPROTO_IPV6, IPV6_TCLASS, options.trafficClass());
    }
    if (wildcard) {
      setOption(ipv6 ? IPPROTO_IPV6 : IPPROTO_IP, ipv6 ? IPV6_RECVPKTINFO : IP_PKTINFO, 1);
    }
  }

  /// Beyond the system's limit where we may, else up to it.
  private void setBuffer(int forced, int ordinary, int bytes) {
    if (setOption(SOL_SOCKET, forced, bytes) < 0) {
      setOption(SOL_SOCKET, ordinary, bytes);
    }
  }

  private int setOption(int level, int option, int value) {
    scratch.set(ValueLayout.JAVA_INT, 0, value);
    return libc.setOption(file, level, option, scratch.address());
  }

  private void bind(InetSocketAddress address) throws IOException {
    scratch.fill((byte) 0);
    scratch.set(ValueLayout.JAVA_SHORT, 0, (short) (ipv6 ? AF_INET6 : AF_INET));
    scratch.set(NET_SHORT, 2, (short) address.getPort());
    byte[] ip = address.getAddress().getAddress();
    if (!wildcard) {
      MemorySegment.copy(ip, 0, scratch, ValueLayout.JAVA_BYTE, ipv6 ? 8 : 4, ip.length);
    }
    if (address.getAddress() instanceof Inet6Address six) {
      scratch.set(ValueLayout.JAVA_INT, 24, six.getScopeId());
    }
    int result = libc.bind(file, scratch.address(), ipv6 ? 28 : 16);
    if (result == -Errno.ADDRESS_IN_USE) {
      throw new BindException("Address already in use: UDP port " + address.getPort());
    }
    if (result < 0) {
      throw new BindException("cannot bind UDP " + address + ": error " + -result);
    }
  }

  private int boundPort() throws IOException {
    scratch.set(ValueLayout.JAVA_INT, LENGTH_AT, (int) LENGTH_AT);
    check(
        libc.socketName(file, scratch.address(), scratch.address() + LENGTH_AT),
        "cannot tell the socket's port");
    return scratch.get(NET_SHORT, 2) & 0xffff;
  }

  private static int check(int result, String what) throws SocketException {
    if (result < 0) {
      throw new SocketException(what + ": error " + -result);
    }
    return result;
  }

  int file() {
    return file;
  }

  /// Whether addresses are written as IPv6 ones, IPv4 mapped into them.
  boolean isIpv6() {
    return ipv6;
  }

  boolean isWildcard() {
    return wildcard;
  }

  InetSocketAddress localAddress() {
    return local;
  }

  /// What the system granted as we asked for it; Linux doubles it for its own overhead.
  int receiveBufferBytes() {
    scratch.set(ValueLayout.JAVA_INT, LENGTH_AT, Integer.BYTES);
    int result =
        libc.option(file, SOL_SOCKET, SO_RCVBUF, scratch.address(), scratch.address() + LENGTH_AT);
    return result < 0 ? 0 : scratch.get(ValueLayout.JAVA_INT, 0) / 2;
  }

  void close() {
    libc.close(file);
  }
}
