// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import palaver.app.radio.rehearsal.Rehearsal;
import palaver.base.Bytes;
import palaver.net.radio.RadioFigures;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.OperatorCertificate;
import palaver.trust.member.Rights;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A process with a share of a crowd: `CrowdProcess TOTAL FROM TO`. All processes know the same
/// members, because all make the same keys from the same seed; that is for tests alone. It does
/// what lines on its standard input say, and answers `look` by a line of JSON.
final class CrowdProcess {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SEED = 20_261_128;

  private final List<CrowdNode> nodes = new ArrayList<>();
  private final int from;

  private CrowdProcess(int total, int from, int to) throws IOException {
    this.from = from;
    StandardCrypto crypto = new StandardCrypto();
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    List<DeviceIdentity> devices = new ArrayList<>();
    for (int i = 0; i < total; i++) {
      byte[] device = new byte[DeviceIdentity.SECRET_BYTES];
      random.nextBytes(device);
      devices.add(DeviceIdentity.of(crypto, device));
    }
    Membership membership = membership(crypto, Bytes.of(secret), devices);
    for (int i = from; i < to; i++) {
      nodes.add(new CrowdNode(devices.get(i), membership.copy(), i));
    }
  }

  private static Membership membership(
      StandardCrypto crypto, Bytes secret, List<DeviceIdentity> devices) {
    long untilMs = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1);
    Membership membership =
        new Membership(crypto, crypto.signatures().publicKey(secret), Membership.Limits.DEFAULT);
    DeviceIdentity operator = devices.getFirst();
    membership.addCertificate(
        OperatorCertificate.issue(
                crypto.signatures(), secret, operator.keys().signingKey(), untilMs)
            .signed());
    for (DeviceIdentity device : devices) {
      membership.add(
          MemberEntry.admit(operator, device.keys(), "device", Rights.TALKER, 1, untilMs).signed());
    }
    return membership;
  }

  private void obey(String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "press" -> nodes.get(Integer.parseInt(words[1]) - from).press();
      case "release" -> nodes.get(Integer.parseInt(words[1]) - from).release();
      case "mark" ->
          nodes.forEach(node -> {
            node.frames.set(0);
            node.firstFrameNs.set(0);
          });
      case "gc" -> System.gc();
      default -> System.out.println(look());
    }
  }

  private String look() {
    Set<String> leaders = new TreeSet<>();
    int least = Integer.MAX_VALUE;
    long sent = 0;
    long received = 0;
    long dropped = 0;
    ObjectNode all = JSON.createObjectNode();
    for (CrowdNode node : nodes) {
      CrowdNode.Look look = node.look();
      all.withArray("looks")
          .addObject()
          .put("pressed_ns", look.pressedNs())
          .put("granted_ns", look.grantedNs())
          .put("waited", look.waited())
          .put("standing_ns", look.standingNs());
      leaders.add(look.leader().toString());
      least = Math.min(least, look.around());
      RadioFigures figures = node.driver.figures();
      sent += figures.sent();
      received += figures.received();
      dropped += figures.droppedFull() + figures.droppedError() + figures.failures();
    }
    leaders.forEach(all.withArray("leaders")::add);
    nodes.forEach(node -> all.withArray("frames").add(node.frames.get()));
    nodes.forEach(node -> all.withArray("first_ns").add(node.firstFrameNs.get()));
    Runtime runtime = Runtime.getRuntime();
    return all.put("id", nodes.getFirst().id.toString())
        .put("around", least)
        .put("sent", sent)
        .put("received", received)
        .put("dropped", dropped)
        .put("heap", runtime.totalMemory() - runtime.freeMemory())
        .put("threads", ManagementFactory.getThreadMXBean().getThreadCount())
        .toString();
  }

  /// Runs until its standard input ends.
  public static void main(String[] args) throws IOException {
    Rehearsal.run();
    CrowdProcess process =
        new CrowdProcess(
            Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    System.out.println("ready");
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      String line = in.readLine();
      while (line != null) {
        process.obey(line);
        line = in.readLine();
      }
    }
    process.nodes.forEach(CrowdNode::close);
  }
}
