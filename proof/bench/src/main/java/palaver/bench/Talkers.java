// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The people who talk in a measurement. One thread calls them again and again; each time they say
/// what is due by their pace.
///
/// A round is one packet of each of them. Every packet carries the time at which it was said, so
/// that a listener with keys can tell its age.
final class Talkers implements Runnable {

  private static final int PAYLOAD_BYTES_MEAN = 80;
  private static final int PAYLOAD_VARIANTS = 64;
  private static final int LEVEL_LOUD_DBOV = 25;
  private static final int LEVEL_QUIET_DBOV = 80;

  /// How many rounds are due in all by now.
  @FunctionalInterface
  interface Pace {
    long roundsDue(long nowNs);
  }

  private final List<BenchClient> clients = new ArrayList<>();
  private final LongSupplier received;
  private final byte[][] payloads = new byte[PAYLOAD_VARIANTS][];
  private volatile Pace pace = nowNs -> 0;
  private volatile long said;

  /// @param received how many datagrams the server has read so far
  Talkers(LongSupplier received) {
    this.received = received;
    // Voice at 32 kbit/s: sizes vary a little from packet to packet, always in the same way.
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] = new byte[PAYLOAD_BYTES_MEAN - 12 + random.nextInt(25)];
      payloads[i][0] = 0x78;
    }
  }

  void add(BenchClient client) {
    clients.add(client);
  }

  List<BenchClient> clients() {
    return clients;
  }

  /// The server always finds the next `window` rounds waiting.
  void saturate(int window) {
    pace = new Saturation(window);
  }

  /// A round is due for each that the server has read. When it reads nothing for a while, what it
  /// was given is lost, and as much is due again.
  private final class Saturation implements Pace {
    private static final long LOST_NS = 50_000_000;

    private final int window;
    private long readBefore = received.getAsLong();
    private long readNs = System.nanoTime();
    private long saidBefore = said;

    Saturation(int window) {
      this.window = window;
    }

    @Override
    public long roundsDue(long nowNs) {
      long read = received.getAsLong();
      long rounds = (read - readBefore) / clients.size();
      if (rounds > 0) {
        readBefore += rounds * clients.size();
        saidBefore += rounds;
        readNs = nowNs;
      } else if (nowNs - readNs > LOST_NS) {
        saidBefore = said;
        readNs = nowNs;
      }
      return saidBefore + window;
    }
  }

  /// So many rounds a second, on time, however the server fares.
  void pace(double roundsPerSecond) {
    long startNs = System.nanoTime();
    long before = said;
    pace = nowNs -> before + (long) ((nowNs - startNs) * roundsPerSecond / 1e9);
  }

  void rest() {
    long before = said;
    pace = _ -> before;
  }

  /// How many rounds have been said.
  long rounds() {
    return said;
  }

  @Override
  public void run() {
    long due = pace.roundsDue(System.nanoTime()) - said;
    for (long i = 0; i < due; i++) {
      say();
    }
  }

  private void say() {
    long tick = said;
    int levelDbov = tick % 25 == 0 ? LEVEL_QUIET_DBOV : LEVEL_LOUD_DBOV;
    for (int i = 0; i < clients.size(); i++) {
      byte[] payload = payloads[(int) ((tick + 7L * i) % payloads.length)];
      ByteBuffer.wrap(payload).putLong(1, System.nanoTime());
      clients.get(i).publish(payload, levelDbov);
    }
    said = tick + 1;
  }

  /// The age of a packet that a listener opened.
  static long ageNs(byte[] payload, long nowNs) {
    return nowNs - ByteBuffer.wrap(payload).getLong(1);
  }
}
