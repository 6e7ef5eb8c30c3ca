// SPDX-License-Identifier: Apache-2.0
package palaver.net.channel;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import palaver.audio.codec.Codecs;
import palaver.audio.session.VoiceDiagnostics;
import palaver.audio.session.VoiceSession;
import palaver.audio.session.VoiceSettings;
import palaver.audio.source.ToneSource;
import palaver.codec.OpusLibrary;
import palaver.codec.OpusUnavailableException;
import palaver.net.dtls.DtlsCertificate;
import palaver.net.dtls.DtlsRole;
import palaver.net.dtls.SecureLink;

/// Two people who talk over a data channel: real Opus, SCTP and DTLS. The handshake runs on two
/// threads over a perfect path; from then on time is virtual, and the path loses, delays and
/// reorders from a seed.
final class VoicePair {

  static final int ANNA = 0;
  static final int BEN = 1;
  static final int HOP = 480;
  private static final long MS = 1_000_000;
  private static final int LIMIT_MILLIS = 10_000;

  private record Packet(long atNs, long number, int to, byte[] bytes) {}

  final ChannelVoice[] ends = new ChannelVoice[2];
  private final VoiceSession[] sessions = new VoiceSession[2];
  private final SecureLink[] links = new SecureLink[2];
  private final PriorityQueue<Packet> path =
      new PriorityQueue<>(Comparator.comparingLong(Packet::atNs).thenComparingLong(Packet::number));
  private final SplittableRandom random;
  private final ToneSource[] tones = {new ToneSource(-12, 300), new ToneSource(-12, 440)};
  private final short[][] heard = new short[2][HOP];
  private final double[] energy = new double[2];
  private final long[] samples = new long[2];
  private volatile boolean virtual;
  double loss;
  long jitterNs;
  IntPredicate dropsFrom = _ -> false;
  long nowNs;
  private long number;

  VoicePair(long seed, VoiceSettings settings) throws OpusUnavailableException {
    random = new SplittableRandom(seed);
    Codecs codecs = new Codecs(OpusLibrary.open());
    DtlsCertificate[] own = {DtlsCertificate.selfSigned(), DtlsCertificate.selfSigned()};
    for (int end = 0; end < 2; end++) {
      links[end] =
          new SecureLink(
              role(end), own[end], own[1 - end].fingerprint(), LIMIT_MILLIS, toOther(end));
    }
    CompletableFuture<Void> ben = CompletableFuture.runAsync(() -> handshake(BEN));
    handshake(ANNA);
    ben.join();
    virtual = true;
    for (int end = 0; end < 2; end++) {
      sessions[end] = new VoiceSession("peer " + end, settings, codecs, 7 + end, 100, 0);
      ends[end] = new ChannelVoice(sessions[end], links[end], role(end), random.split()::nextBytes);
    }
    for (ChannelVoice end : ends) {
      end.start(0);
    }
  }

  private static DtlsRole role(int end) {
    return end == ANNA ? DtlsRole.CLIENT : DtlsRole.SERVER;
  }

  private void handshake(int end) {
    try {
      links[end].handshake();
    } catch (IOException failure) {
      throw new CompletionException(failure);
    }
  }

  private Consumer<byte[]> toOther(int from) {
    return datagram -> {
      if (!virtual) {
        links[1 - from].received(datagram);
      } else if (random.nextDouble() >= loss && !dropsFrom.test(from)) {
        long delayNs = 20 * MS + (jitterNs == 0 ? 0 : random.nextLong(jitterNs));
        path.add(new Packet(nowNs + delayNs, number++, 1 - from, datagram));
      }
    };
  }

  /// Both talk for so many times 10 ms, and what they hear is measured.
  void talk(int hops) {
    Arrays.fill(energy, 0);
    Arrays.fill(samples, 0);
    for (int hop = 0; hop < hops; hop++) {
      long endNs = nowNs + 10 * MS;
      carryUntil(endNs);
      nowNs = endNs;
      for (int end = 0; end < 2; end++) {
        ends[end].send(nowNs, tones[end].take(HOP), 0, HOP);
        boolean plays = ends[end].receive(nowNs, heard[end], 0);
        for (int i = 0; plays && i < HOP; i++) {
          energy[end] += (double) heard[end][i] * heard[end][i];
        }
        samples[end] += HOP;
      }
    }
  }

  /// Lets both be silent for so many milliseconds.
  void pause(long ms) {
    carryUntil(nowNs + ms * MS);
    nowNs += ms * MS;
  }

  private void carryUntil(long endNs) {
    while (true) {
      Packet first = path.peek();
      long packetNs = first == null ? Long.MAX_VALUE : first.atNs();
      long timerNs = Math.min(ends[ANNA].nextDeadlineNs(), ends[BEN].nextDeadlineNs());
      long nextNs = Math.min(packetNs, timerNs);
      if (nextNs > endNs) {
        return;
      }
      nowNs = Math.max(nowNs, nextNs);
      if (packetNs <= timerNs) {
        path.remove();
        ends[first.to()].received(nowNs, first.bytes());
      } else {
        for (ChannelVoice end : ends) {
          end.onDeadline(nowNs);
        }
      }
    }
  }

  /// What an end heard during the last talk: decibels below full scale, root mean square.
  double heardDbfs(int end) {
    return 20 * Math.log10(Math.sqrt(energy[end] / samples[end]) / 32_768 + 1e-9);
  }

  VoiceDiagnostics diagnostics(int end) {
    return sessions[end].diagnostics();
  }

  List<Integer> both() {
    return List.of(ANNA, BEN);
  }
}
