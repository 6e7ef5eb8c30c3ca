// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;

/// A machine stops, sleeps, crashes, drifts and takes time to think.
class MachineTest {
  private static final long MS = 1_000_000;
  private static final Endpoint NODE = Endpoint.v4(1, 1);
  private static final Endpoint PEER = Endpoint.v4(2, 1);

  /// Notes what it gets and when by its own clock; ticks each 10 ms; answers each datagram.
  private static final class Notes implements Engine<String, String> {
    private long nextNs;

    Notes(long startNs) {
      nextNs = startNs;
    }

    @Override
    public void onDatagram(long nowNs, Datagram datagram, Outbox<String> outbox) {
      outbox.emit("datagram " + datagram.byteAt(0) + " at " + nowNs / MS);
      outbox.send(datagram.source(), datagram.bytes(), datagram.offset(), datagram.length());
    }

    @Override
    public void onCommand(long nowNs, String command, Outbox<String> outbox) {
      outbox.emit(command + " at " + nowNs / MS);
    }

    @Override
    public void onDeadline(long nowNs, Outbox<String> outbox) {
      assertThat(nowNs).isGreaterThanOrEqualTo(nextNs);
      outbox.emit("tick at " + nowNs / MS);
      nextNs = nowNs + 10 * MS;
    }

    @Override
    public long nextDeadlineNs() {
      return nextNs;
    }
  }

  private final Simulation simulation = new Simulation(1);
  private final List<String> heard = new ArrayList<>();
  private SimNode<String, String> node = start();

  private SimNode<String, String> start() {
    return simulation.add("node", NODE, new Addresses(), new Notes(1_005 * MS));
  }

  @BeforeEach
  void steadyLinks() {
    node.onEvent(heard::add);
    simulation.defaultLink(LinkProfile.steady(0));
  }

  private void send(int content) {
    simulation.inject(PEER, NODE, new byte[] {(byte) content});
  }

  private List<String> take() {
    List<String> taken = List.copyOf(heard);
    heard.clear();
    return taken;
  }

  @Test
  void aPausedProcessFindsTimePassedAndItsDatagramsWaiting() {
    simulation.runFor(7 * MS);
    node.pause();
    take();
    send(1);
    simulation.runFor(100 * MS);
    assertThat(node.isUp()).isFalse();
    assertThat(take()).isEmpty();
    node.resume();
    simulation.runFor(0);
    assertThat(take()).containsExactlyInAnyOrder("datagram 1 at 1107", "tick at 1107");
  }

  @Test
  void theSocketBufferOfAPausedProcessIsBounded() {
    node.pause();
    for (int i = 0; i < SimNode.BUFFER_DATAGRAMS + 5; i++) {
      send(1);
    }
    simulation.runFor(MS);
    assertThat(node.overflowCount()).isEqualTo(5);
  }

  @Test
  void theClockOfASuspendedMachineStandsStill() {
    simulation.runFor(7 * MS);
    node.suspend();
    take();
    send(1);
    simulation.runFor(1_000 * MS);
    node.wake("woken");
    simulation.runFor(9 * MS);
    assertThat(take()).containsExactly("woken at 1007", "tick at 1015");
    assertThatThrownBy(node::resume).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCrashedMachineLosesAllAndStartsAnew() {
    simulation.runFor(2 * MS);
    node.crash();
    send(1);
    node.command("missed");
    simulation.runFor(100 * MS);
    node.inputNow((_, outbox) -> outbox.emit("missed too"));
    assertThat(heard).isEmpty();
    assertThatThrownBy(node::crash).isInstanceOf(IllegalStateException.class);
    node.restart(new Addresses(), new Notes(1_110 * MS));
    send(2);
    simulation.runFor(10 * MS);
    assertThat(take()).containsExactly("datagram 2 at 1102", "tick at 1110");
    node.inputNow((nowNs, outbox) -> outbox.emit("input at " + nowNs / MS));
    assertThat(take()).containsExactly("input at 1112");
  }

  @Test
  void aDriftingClockMovesDeadlines() {
    node.drift(200);
    simulation.runFor(100_000 * MS);
    assertThat(node.localNs() - simulation.nowNs()).isBetween(20 * MS - 10, 20 * MS);
    node.drift(-200);
    simulation.runFor(200_000 * MS);
    assertThat(node.localNs() - simulation.nowNs()).isBetween(-20 * MS - 10, -20 * MS + 10);
    assertThatThrownBy(() -> node.drift(201)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void workDelaysWhatIsSentAndWhatArrivesMeanwhile() {
    node.cost(new CpuCost(2 * MS, MS, 200));
    List<Long> answersAtNs = new ArrayList<>();
    SimNode<String, String> peer =
        simulation.add("peer", PEER, new Addresses(), new Notes(Long.MAX_VALUE));
    peer.onEvent(_ -> answersAtNs.add(simulation.nowNs()));
    simulation.addRule(
        LinkRule.drop(p -> p.to().equals(NODE) && p.from().equals(PEER) && p.byteAt(0) == 9));
    simulation.runFor(0);
    node.inputNow((_, outbox) -> outbox.send(node.addressOf(PEER), new byte[] {9}, 0, 1));
    node.inputNow((_, outbox) -> outbox.send(node.addressOf(PEER), new byte[] {9}, 0, 1));
    simulation.runFor(50 * MS);
    assertThat(answersAtNs).containsExactly(1_006 * MS, 1_012 * MS);
    node.work().spend(5 * MS);
    send(3);
    send(4);
    take();
    simulation.runFor(8 * MS);
    assertThat(take().stream().filter(e -> e.startsWith("datagram")).count()).isOne();
  }
}
