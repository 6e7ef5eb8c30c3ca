// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import palaver.sim.Endpoint;
import palaver.sim.Fault;
import palaver.sim.Links;
import palaver.sim.NetworkProfile;
import palaver.sim.VenueNetwork;

/// A switch in user space that treats each frame as the simulator's network treats a datagram: the
/// same delay, loss, order and air time, by the same code. `DelayBox PROFILE PLACES SEED` makes the
/// interfaces tap0, tap1, ...; a line `split MS` on its standard input parts even from odd places.
final class DelayBox {

  private static final int PER_ACCESS_POINT = 25;
  private static final int PORT = 7_070;

  /// What Ethernet, IPv4 and UDP put before a datagram.
  private static final int HEADER_BYTES = 42;

  private static final int ETHERNET_BYTES = 14;
  private static final int TYPE_AT = 12;
  private static final int ARP = 0x0806;
  private static final int SOURCE_AT = 6;
  private static final int MAC_BYTES = 6;

  /// A frame on its way.
  private record Passing(long arrivalNs, long number, int to, byte[] frame) {}

  private final List<Tap> taps = new ArrayList<>();
  private final VenueNetwork network;
  private final SplittableRandom random;
  private final long[] macs;
  private final PriorityQueue<Passing> passing =
      new PriorityQueue<>(
          Comparator.comparingLong(Passing::arrivalNs).thenComparingLong(Passing::number));
  private final Thread writer = Thread.ofPlatform().daemon(true).unstarted(this::write);
  private final long originNs = System.nanoTime();
  private long number;

  private DelayBox(NetworkProfile profile, int places, long seed) {
    network = new VenueNetwork(profile, places, PER_ACCESS_POINT);
    random = new SplittableRandom(seed);
    macs = new long[places];
    for (int i = 0; i < places; i++) {
      taps.add(new Tap("tap" + i));
    }
  }

  private void start() {
    writer.start();
    for (int i = 0; i < taps.size(); i++) {
      int place = i;
      Thread.ofPlatform().daemon(true).start(() -> read(place));
    }
  }

  private void read(int place) {
    byte[] frame = new byte[Tap.FRAME_BYTES_MAX];
    while (true) {
      int length = taps.get(place).read(frame);
      if (length >= ETHERNET_BYTES) {
        pass(place, java.util.Arrays.copyOf(frame, length));
      } else {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
  }

  private static long mac(byte[] frame, int at) {
    long mac = 0;
    for (int i = 0; i < MAC_BYTES; i++) {
      mac = (mac << 8) | (frame[at + i] & 0xff);
    }
    return mac;
  }

  private synchronized void pass(int from, byte[] frame) {
    long nowNs = System.nanoTime() - originNs;
    macs[from] = mac(frame, SOURCE_AT);
    boolean arp = ((frame[TYPE_AT] << 8) | (frame[TYPE_AT + 1] & 0xff)) == ARP;
    boolean toAll = (frame[0] & 1) != 0;
    int length = Math.max(1, frame.length - HEADER_BYTES);
    if (toAll && !arp) {
      network.multicast(nowNs, Endpoint.v4(from, PORT), length);
    }
    long wanted = mac(frame, 0);
    for (int to = 0; to < taps.size(); to++) {
      if (to != from && (toAll || macs[to] == wanted)) {
        deliver(nowNs, from, to, frame, arp ? 0 : delayNs(nowNs, from, to, length));
      }
    }
    network.multicastDone();
  }

  private long delayNs(long nowNs, int from, int to, int length) {
    return network.delayNs(nowNs, Endpoint.v4(from, PORT), Endpoint.v4(to, PORT), length, random);
  }

  private void deliver(long nowNs, int from, int to, byte[] frame, long delayNs) {
    if (delayNs != Links.LOST && !network.blocked(nowNs, from, to)) {
      passing.add(new Passing(nowNs + delayNs, number++, to, frame));
      LockSupport.unpark(writer);
    }
  }

  private void write() {
    while (true) {
      Passing due = due();
      if (due == null) {
        LockSupport.parkNanos(waitNs());
      } else {
        taps.get(due.to()).write(due.frame());
      }
    }
  }

  private synchronized long waitNs() {
    Passing next = passing.peek();
    return next == null
        ? TimeUnit.SECONDS.toNanos(1)
        : next.arrivalNs() + originNs - System.nanoTime();
  }

  private synchronized @org.jspecify.annotations.Nullable Passing due() {
    Passing next = passing.peek();
    boolean isDue = next != null && next.arrivalNs() + originNs <= System.nanoTime();
    return isDue ? passing.poll() : null;
  }

  private synchronized void split(long ms) {
    BitSet side = new BitSet();
    for (int i = 0; i < taps.size(); i += 2) {
      side.set(i);
    }
    long nowNs = System.nanoTime() - originNs;
    network.add(new Fault.Split(nowNs, nowNs + TimeUnit.MILLISECONDS.toNanos(ms), side));
  }

  /// Runs until its standard input ends.
  public static void main(String[] args) throws IOException {
    NetworkProfile profile = NetworkProfile.named(args[0]).orElseThrow();
    DelayBox box = new DelayBox(profile, Integer.parseInt(args[1]), Long.parseLong(args[2]));
    System.out.println("ready");
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      String line = in.readLine();
      while (line != null) {
        if (line.equals("start")) {
          box.start();
        } else {
          box.split(Long.parseLong(line.substring("split ".length())));
        }
        line = in.readLine();
      }
    }
  }
}
