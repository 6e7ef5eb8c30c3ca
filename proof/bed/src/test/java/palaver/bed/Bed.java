// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.trust.member.DeviceKeys;

/// A venue: one node at each place of a [Lan], all members of one channel that the first founded.
final class Bed implements AutoCloseable {

  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Lan lan;
  private final Path folder;
  private final List<RadioProcess> nodes = new ArrayList<>();

  /// Starts all nodes.
  ///
  /// @param spare places without a node
  /// @param options of every node
  Bed(String name, Path folder, int nodeCount, int spare, String... options) {
    this(name, folder, nodeCount, spare, _ -> {}, options);
  }

  /// Starts all nodes on a network that `prepared` has changed.
  Bed(
      String name,
      Path folder,
      int nodeCount,
      int spare,
      Consumer<Lan> prepared,
      String... options) {
    this.folder = folder;
    lan = new Lan(name, nodeCount + spare);
    try {
      prepared.accept(lan);
      nodes.add(RadioProcess.start(lan.at(0), data(0), "node 0", options).awaitReady());
      List<DeviceKeys> devices = new ArrayList<>();
      for (int i = 1; i < nodeCount; i++) {
        devices.add(RadioProcess.makeDevice(data(i)));
        nodes.getFirst().allow(devices.getLast(), "node " + i);
      }
      // A device believes nobody whom it does not know: each begins with the entries of all.
      List<String> tokens = new ArrayList<>();
      for (int i = 1; i < nodeCount; i++) {
        tokens.add(nodes.getFirst().allow(devices.get(i - 1), "node " + i));
      }
      for (int i = 1; i < nodeCount; i++) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--join", tokens.get(i - 1)));
        nodes.add(RadioProcess.start(lan.at(i), data(i), "node " + i, all.toArray(String[]::new)));
      }
      nodes.subList(1, nodeCount).forEach(RadioProcess::awaitReady);
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  Lan lan() {
    return lan;
  }

  Path data(int index) {
    return folder.resolve("n" + index);
  }

  RadioProcess node(int index) {
    return nodes.get(index);
  }

  int size() {
    return nodes.size();
  }

  /// Starts a node that has ended again, on the same folder.
  void restart(int index, String... options) {
    nodes.set(
        index,
        RadioProcess.start(lan.at(index), data(index), "node " + index, options).awaitReady());
  }

  /// The index of the node that all given ones follow and that leads itself; -1 when they disagree.
  int leaderOf(int... indexes) {
    Set<String> leaders = new TreeSet<>();
    int leader = -1;
    for (int index : indexes) {
      leaders.add(node(index).leader());
      leader = node(index).leads() ? index : leader;
    }
    boolean agreed = leaders.size() == 1 && !leaders.contains("") && leader >= 0;
    return agreed && leaders.contains(node(leader).nodeId()) ? leader : -1;
  }

  /// Waits until the given nodes have one leader among them and know that all of them are there, no
  /// more and no fewer; who leads.
  int awaitAgreed(int limitSeconds, int... indexes) {
    int[] found = {-1};
    until(
        "one leader of " + indexes.length,
        limitSeconds,
        () -> {
          found[0] = leaderOf(indexes);
          return found[0] >= 0 && node(found[0]).aliveCount() == indexes.length;
        });
    return found[0];
  }

  int[] all() {
    int[] indexes = new int[nodes.size()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = i;
    }
    return indexes;
  }

  /// What each node says about itself, for a failed test.
  String describe() {
    StringBuilder text = new StringBuilder();
    for (RadioProcess node : nodes) {
      @Nullable Object status = node.isAlive() ? node.status() : "down";
      text.append(node.name()).append(": ").append(status).append('\n');
      List<String> lines = node.log().lines().toList();
      lines
          .subList(Math.max(0, lines.size() - 5), lines.size())
          .forEach(line -> text.append("    ").append(line).append('\n'));
    }
    return text.toString();
  }

  /// Waits until something is so, by asking again.
  void until(String what, int limitSeconds, BooleanSupplier condition) {
    long startNs = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(limitSeconds)) {
        throw new AssertionError("not within " + limitSeconds + " s: " + what + "\n" + describe());
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  @Override
  public void close() {
    nodes.forEach(RadioProcess::close);
    lan.close();
  }
}
