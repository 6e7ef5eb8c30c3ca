// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A program that records every radio datagram that passes its interface until a line comes on
/// standard input, and then sends all again, each time that another line comes: the very frames,
/// with the addresses of those who sent them.
final class Replayer {

  private static final int FRAMES_MAX = 20_000;
  private static final int ETHER_TYPE_AT = 12;
  private static final int PORT_AT_IPV4 = 36;
  private static final int PORT_AT_IPV6 = 56;
  private static final int PROTOCOL_AT_IPV4 = 23;
  private static final int PROTOCOL_AT_IPV6 = 20;
  private static final int UDP = 17;
  private static final long GAP_NS = TimeUnit.MICROSECONDS.toNanos(1_500);

  private Replayer() {}

  public static void main(String... args) throws IOException {
    List<byte[]> recorded = new ArrayList<>();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (RawSocket socket = new RawSocket(args[0])) {
      System.out.println("recording");
      while (!in.ready()) {
        byte[] frame = socket.poll();
        if (frame == null) {
          LockSupport.parkNanos(GAP_NS);
        } else if (recorded.size() < FRAMES_MAX && isRadio(frame)) {
          checksum(frame);
          recorded.add(frame);
        }
      }
      in.readLine();
      System.out.println(recorded.size());
      while (in.readLine() != null) {
        int sent = 0;
        for (byte[] frame : recorded) {
          sent += socket.send(frame) ? 1 : 0;
          LockSupport.parkNanos(GAP_NS);
        }
        System.out.println(sent);
      }
    }
  }

  /// Whether it is UDP to the port of a node or of discovery.
  private static boolean isRadio(byte[] frame) {
    boolean ipv4 = is(frame, ETHER_TYPE_AT, 0x08, 0x00);
    boolean ipv6 = is(frame, ETHER_TYPE_AT, 0x86, 0xdd);
    int portAt = ipv4 ? PORT_AT_IPV4 : PORT_AT_IPV6;
    int protocolAt = ipv4 ? PROTOCOL_AT_IPV4 : PROTOCOL_AT_IPV6;
    return (ipv4 || ipv6)
        && frame.length > portAt + 2
        && frame[protocolAt] == UDP
        && (is(frame, portAt, 0x1b, 0x9e) || is(frame, portAt, 0x1b, 0x9f));
  }

  /// Writes the checksum, which a virtual cable leaves out: none with IPv4, where that is allowed.
  private static void checksum(byte[] frame) {
    boolean ipv4 = is(frame, ETHER_TYPE_AT, 0x08, 0x00);
    int udpAt = (ipv4 ? PORT_AT_IPV4 : PORT_AT_IPV6) - 2;
    put16(frame, udpAt + 6, 0);
    if (!ipv4) {
      // RFC 8200, section 8.1: addresses, length and protocol count too.
      long sum = UDP + sum(frame, udpAt + 4, 2) + sum(frame, udpAt - 32, frame.length - udpAt + 32);
      while (sum > 0xffff) {
        sum = (sum & 0xffff) + (sum >>> 16);
      }
      int checksum = (int) (~sum & 0xffff);
      put16(frame, udpAt + 6, checksum == 0 ? 0xffff : checksum);
    }
  }

  private static long sum(byte[] bytes, int from, int length) {
    long sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (bytes[from + i] & 0xffL) << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  private static boolean is(byte[] frame, int at, int first, int second) {
    return (frame[at] & 0xff) == first && (frame[at + 1] & 0xff) == second;
  }
}
