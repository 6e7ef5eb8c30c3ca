// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressDirectory;

/// Gives one node's peers small numbers, the way a driver does.
///
/// Numbers that the engine has not retained are few and are given to other addresses soon, so that
/// an engine which keeps a number without retaining it talks to the wrong peer and is found out.
public final class Addresses implements AddressDirectory {

  /// How many addresses keep their number without being retained.
  public static final int UNRETAINED_MAX = 8;

  private final List<@Nullable Endpoint> endpoints = new ArrayList<>();
  private final List<Integer> pins = new ArrayList<>();
  private final Map<Endpoint, Integer> numbers = new HashMap<>();
  private final Deque<Integer> unretained = new ArrayDeque<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  /// The number of `endpoint`, a fresh one when it has none.
  int number(Endpoint endpoint) {
    Integer known = numbers.get(endpoint);
    if (known != null) {
      return known;
    }
    int number = freshNumber();
    endpoints.set(number, endpoint);
    numbers.put(endpoint, number);
    unretained.addLast(number);
    return number;
  }

  @Override
  public int number(byte[] ip, int port) {
    Endpoint endpoint = Endpoint.of(ip, port);
    return endpoint == null || endpoint.isMulticast() ? -1 : number(endpoint);
  }

  /// The number of `endpoint`, kept for the whole run: what a driver does with an address from a
  /// configuration.
  public int pin(Endpoint endpoint) {
    int number = number(endpoint);
    retain(number);
    return number;
  }

  private int freshNumber() {
    if (unretained.size() >= UNRETAINED_MAX) {
      forget(unretained.removeFirst());
    }
    Integer reused = free.pollFirst();
    if (reused != null) {
      return reused;
    }
    endpoints.add(null);
    pins.add(0);
    return endpoints.size() - 1;
  }

  private void forget(int number) {
    numbers.remove(endpoint(number));
    endpoints.set(number, null);
    free.addLast(number);
  }

  /// Keeps a number bound until as many [#release] calls.
  void retain(int number) {
    endpoint(number);
    pins.set(number, pins.get(number) + 1);
    unretained.remove((Integer) number);
  }

  void release(int number) {
    endpoint(number);
    int left = pins.get(number) - 1;
    if (left < 0) {
      throw new IllegalStateException("address " + number + " is not retained");
    }
    pins.set(number, left);
    if (left == 0) {
      unretained.addLast(number);
    }
  }

  /// The address behind a number; an engine that makes up a number or uses a forgotten one fails.
  Endpoint endpoint(int number) {
    Endpoint endpoint = number < 0 || number >= endpoints.size() ? null : endpoints.get(number);
    if (endpoint == null) {
      throw new IllegalStateException("nobody has the address number " + number);
    }
    return endpoint;
  }

  /// How many numbers the engine holds at present.
  public int retainedCount() {
    int count = 0;
    for (int held : pins) {
      count += held > 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public byte[] ip(int address) {
    return endpoint(address).ip();
  }

  @Override
  public int port(int address) {
    return endpoint(address).port();
  }
}
