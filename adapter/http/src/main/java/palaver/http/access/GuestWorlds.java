// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

/// The port that knows which worlds let guests in.
@FunctionalInterface
public interface GuestWorlds {

  /// Whether guests may list and join rooms of `world`; false for a world that does not exist.
  boolean openToGuests(String world);
}
