// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.SecretSource;

/// A run of several engines in one thread under virtual time. The same seed gives the same run.
///
/// Everything that happens is one step: a datagram arrives, a command or a scheduled action is due,
/// or a node's deadline is reached. Steps at the same time happen in the order in which they were
/// caused, deadlines last, nodes in the order in which they were added. After each step every
/// invariant is checked.
///
/// The network is either a list of [LinkRule]s over a default, or [Links], which decide without an
/// object for each datagram; rules come first where both are given. What is sent to
/// [Endpoint#MULTICAST] goes to every other node.
public final class Simulation {

  /// How many steps may happen at one moment before the run counts as stuck.
  private static final int STEPS_AT_ONE_TIME_MAX = 100_000;

  private static final int OUTBOX_DATAGRAMS = 1_024;
  private static final int OUTBOX_BYTES = 512 * 1_024;

  private record Invariant(String name, BooleanSupplier holds) {}

  private final long seed;
  private final SplittableRandom random;
  private final RandomGenerator networkRandom;
  private final Trace trace = new Trace();
  private final EventQueue queue = new EventQueue();
  private final DeadlineTree deadlines = new DeadlineTree();
  private final List<SimNode<?, ?>> nodes = new ArrayList<>();
  private final Map<Endpoint, SimNode<?, ?>> nodesByEndpoint = new HashMap<>();
  private final List<LinkRule> rules = new ArrayList<>();
  private final List<Invariant> invariants = new ArrayList<>();
  private final Traffic traffic = new Traffic();
  private LinkRule defaultRule = LinkProfile.steady(1_000_000).rule();
  private @Nullable Links links;
  private long nowNs = 1_000_000_000L;
  private long steps;
  private long stepsAtNow;

  public Simulation(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    networkRandom = random.split();
  }

  public long seed() {
    return seed;
  }

  public long nowNs() {
    return nowNs;
  }

  /// How many steps have happened.
  public long steps() {
    return steps;
  }

  /// A hash over everything that happened so far.
  public long traceHash() {
    return trace.hash();
  }

  Trace trace() {
    return trace;
  }

  /// Who sent how much so far.
  public Traffic traffic() {
    return traffic;
  }

  /// A generator of its own for one part of the run, so that a further part does not shift the
  /// numbers of the others.
  public RandomGenerator fork() {
    return random.split();
  }

  /// A model of the cryptographic generator, seeded from this run.
  public SecretSource secrets() {
    return new SeededSecrets(random.split());
  }

  /// Adds a node at `endpoint`.
  ///
  /// @param addresses the node's numbering of addresses, the same one that the engine was given
  public <C, E> SimNode<C, E> add(
      String name, Endpoint endpoint, Addresses addresses, Engine<C, E> engine) {
    return add(name, endpoint, addresses, engine, new Outbox<>(OUTBOX_DATAGRAMS, OUTBOX_BYTES));
  }

  /// Adds a node with an outbox of a chosen size.
  public <C, E> SimNode<C, E> add(
      String name, Endpoint endpoint, Addresses addresses, Engine<C, E> engine, Outbox<E> outbox) {
    SimNode<C, E> node =
        new SimNode<>(this, nodes.size(), name, endpoint, addresses, engine, outbox);
    bind(node, endpoint);
    nodes.add(node);
    node.changed();
    return node;
  }

  private void bind(SimNode<?, ?> node, Endpoint endpoint) {
    if (nodesByEndpoint.putIfAbsent(endpoint, node) != null) {
      throw new IllegalArgumentException(endpoint + " is taken");
    }
  }

  void rebind(SimNode<?, ?> node, Endpoint next) {
    bind(node, next);
    nodesByEndpoint.remove(node.endpoint());
  }

  void deadline(int node, long atNs) {
    deadlines.set(node, atNs);
  }

  /// How links behave when no rule decides; at first a steady 1 ms.
  public void defaultLink(LinkProfile profile) {
    defaultRule = profile.rule();
    links = null;
  }

  /// Lets a network decide when no rule does.
  public void network(Links network) {
    links = network;
  }

  /// Puts `rule` before all rules so far.
  public void addRule(LinkRule rule) {
    rules.addFirst(rule);
  }

  public void removeRule(LinkRule rule) {
    if (!rules.remove(rule)) {
      throw new IllegalArgumentException("the rule is not installed");
    }
  }

  /// Requires `holds` to be true after every step.
  public void invariant(String name, BooleanSupplier holds) {
    invariants.add(new Invariant(name, holds));
  }

  /// Does `action` after `delayNs`, as a step of its own.
  public void after(long delayNs, Runnable action) {
    if (delayNs < 0) {
      throw new IllegalArgumentException("the past is over");
    }
    Pending item = queue.take();
    item.action = action;
    queue.add(nowNs + delayNs, item);
  }

  /// Does `action` every `periodNs`, first after one period, until the run ends.
  public void every(long periodNs, Runnable action) {
    after(
        periodNs,
        () -> {
          action.run();
          every(periodNs, action);
        });
  }

  /// Sends bytes as if a stranger at `from` had sent them.
  public void inject(Endpoint from, Endpoint to, byte[] bytes) {
    transmit(nowNs, from, to, bytes, 0, bytes.length);
  }

  /// Sends a datagram that leaves its machine at `atNs`, now or later.
  void transmit(long atNs, Endpoint from, Endpoint to, byte[] bytes, int offset, int length) {
    traffic.sent(from, bytes, offset, length);
    if (to.isMulticast()) {
      toAll(atNs, from, bytes, offset, length);
    } else {
      pass(atNs, from, to, bytes, offset, length);
    }
  }

  private void toAll(long atNs, Endpoint from, byte[] bytes, int offset, int length) {
    Links network = links;
    if (network != null) {
      network.multicast(atNs, from, length);
    }
    for (SimNode<?, ?> node : nodes) {
      if (!node.endpoint().equals(from)) {
        pass(atNs, from, node.endpoint(), bytes, offset, length);
      }
    }
    if (network != null) {
      network.multicastDone();
    }
  }

  private void pass(long atNs, Endpoint from, Endpoint to, byte[] bytes, int offset, int length) {
    Links network = links;
    if (network == null || !rules.isEmpty()) {
      byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
      if (ruled(atNs, from, to, copy)) {
        return;
      }
    }
    if (network != null) {
      long delayNs = network.delayNs(atNs, from, to, length, networkRandom);
      if (delayNs < 0) {
        trace.add(5);
        return;
      }
      deliver(atNs + delayNs, from, to, bytes, offset, length);
      long secondNs = network.duplicateDelayNs(atNs, from, to, networkRandom);
      if (secondNs >= 0) {
        deliver(atNs + secondNs, from, to, bytes, offset, length);
      }
    }
  }

  /// Whether a rule has decided.
  private boolean ruled(long atNs, Endpoint from, Endpoint to, byte[] bytes) {
    switch (decide(new Passage(atNs, from, to, bytes))) {
      case Verdict.Deliver once -> deliver(atNs + once.delayNs(), from, to, bytes, 0, bytes.length);
      case Verdict.DeliverTwice twice -> {
        deliver(atNs + twice.first().delayNs(), from, to, bytes, 0, bytes.length);
        deliver(atNs + twice.second().delayNs(), from, to, bytes, 0, bytes.length);
      }
      case Verdict.Drop _ -> trace.add(5);
      case Verdict.Pass _ -> {
        return false;
      }
    }
    return true;
  }

  private Verdict decide(Passage passage) {
    for (LinkRule rule : rules) {
      Verdict verdict = rule.decide(passage, networkRandom);
      if (!(verdict instanceof Verdict.Pass)) {
        return verdict;
      }
    }
    return links == null ? orLost(defaultRule.decide(passage, networkRandom)) : Verdict.PASS;
  }

  private static Verdict orLost(Verdict verdict) {
    return verdict instanceof Verdict.Pass ? Verdict.DROP : verdict;
  }

  private void deliver(
      long arrivalNs, Endpoint from, Endpoint to, byte[] bytes, int offset, int length) {
    Pending item = queue.take();
    item.datagram(from, to, bytes, offset, length);
    queue.add(arrivalNs, item);
  }

  /// Runs for `durationNs` of virtual time.
  public void runFor(long durationNs) {
    long endNs = nowNs + durationNs;
    while (nextNs() <= endNs) {
      step();
    }
    nowNs = endNs;
    stepsAtNow = 0;
  }

  /// Runs until `condition` holds; fails when it does not within `limitNs` of virtual time.
  public void runUntil(String what, BooleanSupplier condition, long limitNs) {
    long endNs = nowNs + limitNs;
    while (!condition.getAsBoolean()) {
      if (nextNs() > endNs) {
        throw failure("it did not come to this: " + what, null);
      }
      step();
    }
  }

  private long nextNs() {
    if (links == null) {
      // Scenarios of a few nodes may change an engine from outside; those of a venue must not.
      nodes.forEach(SimNode::changed);
    }
    return Math.min(queue.earliestNs(), Math.max(nowNs, deadlines.earliestNs()));
  }

  private void step() {
    advanceTo(nextNs());
    try {
      if (queue.earliestNs() <= nowNs) {
        happen(queue.poll());
      } else {
        nodes.get(deadlines.earliestNode()).deadlineNow();
      }
    } catch (SimulationFailure e) {
      throw e;
    } catch (AssertionError | RuntimeException e) {
      throw failure("a step failed: " + e, e);
    }
    for (int i = 0; i < invariants.size(); i++) {
      if (!invariants.get(i).holds().getAsBoolean()) {
        throw failure("broken: " + invariants.get(i).name(), null);
      }
    }
  }

  private void happen(Pending item) {
    Runnable action = item.action;
    if (action != null) {
      queue.give(item);
      action.run();
      return;
    }
    SimNode<?, ?> node = nodesByEndpoint.get(item.to);
    Endpoint from = item.from;
    if (node != null && from != null) {
      node.arrived(from, item.bytes, item.length);
    }
    queue.give(item);
  }

  private void advanceTo(long atNs) {
    stepsAtNow = atNs == nowNs ? stepsAtNow + 1 : 0;
    nowNs = atNs;
    steps++;
    trace.add(atNs);
    if (stepsAtNow > STEPS_AT_ONE_TIME_MAX) {
      throw failure("time stands still: something is always due", null);
    }
  }

  SimulationFailure failure(String what, @Nullable Throwable cause) {
    return new SimulationFailure(seed, nowNs, steps, what, cause);
  }
}
