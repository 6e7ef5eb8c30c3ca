// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import palaver.base.Bytes;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.Digests;
import palaver.trust.crypto.Mac;
import palaver.trust.crypto.Seal;
import palaver.trust.crypto.StandardCrypto;
import palaver.wire.BigEndian;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.EnvelopeWriter;
import palaver.wire.radio.MessageType;

/// How long does each cryptographic operation of the radio take? The figures feed the CPU cost
/// model of the simulator, see docs/reports/radio-crypto.md.
///
/// Each figure is the median of batches, in CPU time of the thread, so that other work on the
/// machine counts little; operations of microseconds run in batches of 1,000, those of tens of
/// microseconds in batches of 50.
///
/// A node signs seldom: by then other code has been in the processor's caches. So what takes long
/// is measured once more, one at a time after a rest.
public final class RadioCryptoReport {
  private static final int BATCHES = 60;
  private static final int WARM_UP_BATCHES = 60;
  private static final int RESTS = 100;
  private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int FRAME_BYTES = 250;
  private static final int VOICE_BYTES = 140;
  private static final int AAD_BYTES = 48;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Crypto crypto = new StandardCrypto();
  private final SplittableRandom random = new SplittableRandom(1);
  private final byte[] bytes = new byte[1_200];
  private long kept;
  private long counter;

  private RadioCryptoReport() {}

  /// Prints the table.
  public static void main(String[] arguments) {
    new RadioCryptoReport().run();
  }

  private Bytes drawn(int length) {
    byte[] fresh = new byte[length];
    random.nextBytes(fresh);
    return Bytes.of(fresh);
  }

  private void run() {
    System.out.println("| operation | CPU ns, median | p90 |");
    System.out.println("|---|---|---|");
    signatures();
    agreement();
    rested();
    symmetric();
    envelope();
    System.err.println(kept == 0 ? "nothing was computed" : "");
  }

  private void signatures() {
    Bytes secret = drawn(32);
    Bytes publicKey = crypto.signatures().publicKey(secret);
    byte[] statement = drawn(140).toArray();
    Bytes signature = crypto.signatures().sign(secret, statement);
    measure("Ed25519 sign, 140 bytes", 50, () -> crypto.signatures().sign(secret, statement).at(0));
    measure(
        "Ed25519 verify, 140 bytes",
        50,
        () -> crypto.signatures().verify(publicKey, statement, signature) ? 1 : 0);
  }

  /// What a node does now and then, after it did nothing for a while.
  private void rested() {
    Bytes secret = drawn(32);
    Bytes publicKey = crypto.signatures().publicKey(secret);
    Bytes other = crypto.agreement().publicKey(drawn(32));
    byte[] statement = drawn(140).toArray();
    Bytes signature = crypto.signatures().sign(secret, statement);
    List<Double> sign = new ArrayList<>();
    List<Double> verify = new ArrayList<>();
    List<Double> agree = new ArrayList<>();
    for (int i = 0; i < RESTS; i++) {
      sign.add(afterRest(() -> crypto.signatures().sign(secret, statement).at(0)));
      verify.add(
          afterRest(() -> crypto.signatures().verify(publicKey, statement, signature) ? 1 : 0));
      agree.add(
          afterRest(() -> Objects.requireNonNull(crypto.agreement().agree(secret, other)).at(0)));
    }
    print("Ed25519 sign after a rest", sign);
    print("Ed25519 verify after a rest", verify);
    print("X25519 agree after a rest", agree);
  }

  private double afterRest(Operation operation) {
    LockSupport.parkNanos(REST_NS);
    long startNs = threads.getCurrentThreadCpuTime();
    kept += operation.run();
    return threads.getCurrentThreadCpuTime() - startNs;
  }

  private void agreement() {
    Bytes secret = drawn(32);
    Bytes other = crypto.agreement().publicKey(drawn(32));
    measure("X25519 make a key", 50, () -> crypto.agreement().publicKey(secret).at(0));
    measure(
        "X25519 agree",
        50,
        () -> {
          Bytes shared = crypto.agreement().agree(secret, other);
          return shared == null ? 0 : shared.at(0);
        });
    measure(
        "HKDF, 28 bytes", 1_000, () -> Digests.hkdf(secret, Bytes.EMPTY, "bench", other, 28)[0]);
  }

  private void symmetric() {
    Mac mac = crypto.mac(drawn(Mac.KEY_BYTES));
    measure(
        "HMAC-SHA-256 of a packet of 250 bytes",
        1_000,
        () -> {
          mac.tag(bytes, 0, FRAME_BYTES, bytes, FRAME_BYTES);
          return bytes[FRAME_BYTES];
        });
    Seal seal = crypto.seal(drawn(Seal.KEY_BYTES));
    byte[] nonce = new byte[Seal.NONCE_BYTES];
    measure(
        "AES-128-GCM seal, 140 bytes",
        1_000,
        () -> {
          BigEndian.put64(nonce, 4, ++counter);
          seal.seal(nonce, bytes, 0, AAD_BYTES, AAD_BYTES, VOICE_BYTES);
          return bytes[AAD_BYTES];
        });
    byte[] sealed = bytes.clone();
    measure(
        "AES-128-GCM open, 140 bytes",
        1_000,
        () -> {
          System.arraycopy(sealed, 0, bytes, 0, AAD_BYTES + VOICE_BYTES + Seal.TAG_BYTES);
          return seal.open(nonce, bytes, 0, AAD_BYTES, AAD_BYTES, VOICE_BYTES + Seal.TAG_BYTES);
        });
  }

  private void envelope() {
    EnvelopeWriter writer = new EnvelopeWriter();
    EnvelopeView view = new EnvelopeView();
    measure(
        "envelope, 250 bytes: write and read with checksum",
        1_000,
        () -> {
          writer.begin(bytes, 0, MessageType.VOICE_FRAME, 1, 2, 3, ++counter, 5);
          int length = writer.payload(FRAME_BYTES - 40).finish();
          return view.parse(bytes, 0, length) ? 1 : 0;
        });
  }

  private interface Operation {
    int run();
  }

  private void measure(String name, int batch, Operation operation) {
    List<Double> perOperation = new ArrayList<>();
    for (int round = 0; round < WARM_UP_BATCHES + BATCHES; round++) {
      long startNs = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < batch; i++) {
        kept += operation.run();
      }
      if (round >= WARM_UP_BATCHES) {
        perOperation.add((threads.getCurrentThreadCpuTime() - startNs) / (double) batch);
      }
    }
    print(name, perOperation);
  }

  private static void print(String name, List<Double> ns) {
    ns.sort(null);
    System.out.printf(
        "| %s | %d | %d |%n",
        name, Math.round(ns.get(ns.size() / 2)), Math.round(ns.get(ns.size() * 9 / 10)));
  }
}
