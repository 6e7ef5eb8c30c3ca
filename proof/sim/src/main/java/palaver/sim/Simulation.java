// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.SecretSource;

/// A run of several engines in one thread under virtual time. The same seed gives the same run.
///
/// Everything that happens is one step: a datagram arrives, a command or a scheduled action is due,
/// or a node's deadline is reached. Steps at the same time happen in the order in which they were
/// caused, deadlines last, nodes in the order in which they were added. After each step every
/// invariant is checked.
public final class Simulation {

  /// How many steps may happen at one moment before the run counts as stuck.
  private static final int STEPS_AT_ONE_TIME_MAX = 100_000;

  private static final int OUTBOX_DATAGRAMS = 1_024;
  private static final int OUTBOX_BYTES = 512 * 1_024;

  private record Due(long atNs, long number, Runnable action) {}

  private record Invariant(String name, BooleanSupplier holds) {}

  private final long seed;
  private final SplittableRandom random;
  private final RandomGenerator networkRandom;
  private final Trace trace = new Trace();
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNs).thenComparingLong(Due::number));
  private final List<SimNode<?, ?>> nodes = new ArrayList<>();
  private final Map<Endpoint, SimNode<?, ?>> nodesByEndpoint = new HashMap<>();
  private final List<LinkRule> rules = new ArrayList<>();
  private final List<Invariant> invariants = new ArrayList<>();
  private LinkRule defaultRule = LinkProfile.steady(1_000_000).rule();
  private long nowNs = 1_000_000_000L;
  private long steps;
  private long stepsAtNow;
  private long dueNumber;

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

  /// How links behave when no rule decides; at first a steady 1 ms.
  public void defaultLink(LinkProfile profile) {
    defaultRule = profile.rule();
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
    queue.add(new Due(nowNs + delayNs, dueNumber++, action));
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
    transmit(from, to, bytes.clone());
  }

  void transmit(Endpoint from, Endpoint to, byte[] bytes) {
    switch (decide(new Passage(nowNs, from, to, bytes))) {
      case Verdict.Deliver once -> deliver(once, from, to, bytes);
      case Verdict.DeliverTwice twice -> {
        deliver(twice.first(), from, to, bytes);
        deliver(twice.second(), from, to, bytes);
      }
      case Verdict.Drop _, Verdict.Pass _ -> trace.add(5);
    }
  }

  private Verdict decide(Passage passage) {
    for (LinkRule rule : rules) {
      Verdict verdict = rule.decide(passage, networkRandom);
      if (!(verdict instanceof Verdict.Pass)) {
        return verdict;
      }
    }
    return defaultRule.decide(passage, networkRandom);
  }

  private void deliver(Verdict.Deliver verdict, Endpoint from, Endpoint to, byte[] bytes) {
    after(
        verdict.delayNs(),
        () -> {
          SimNode<?, ?> node = nodesByEndpoint.get(to);
          if (node != null) {
            node.datagramNow(from, bytes);
          }
        });
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
    Due head = queue.peek();
    long next = head == null ? Deadlines.NEVER : head.atNs();
    for (SimNode<?, ?> node : nodes) {
      next = Math.min(next, Math.max(nowNs, node.nextDeadlineNs()));
    }
    return next;
  }

  private void step() {
    advanceTo(nextNs());
    try {
      Due head = queue.peek();
      if (head != null && head.atNs() <= nowNs) {
        queue.remove().action().run();
      } else {
        firstDueNode().deadlineNow();
      }
    } catch (SimulationFailure e) {
      throw e;
    } catch (AssertionError | RuntimeException e) {
      throw failure("a step failed: " + e, e);
    }
    for (Invariant invariant : invariants) {
      if (!invariant.holds().getAsBoolean()) {
        throw failure("broken: " + invariant.name(), null);
      }
    }
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

  private SimNode<?, ?> firstDueNode() {
    for (SimNode<?, ?> node : nodes) {
      if (node.nextDeadlineNs() <= nowNs) {
        return node;
      }
    }
    throw new IllegalStateException("a deadline went away by itself");
  }

  SimulationFailure failure(String what, @Nullable Throwable cause) {
    return new SimulationFailure(seed, nowNs, steps, what, cause);
  }
}
