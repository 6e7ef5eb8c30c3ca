// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static palaver.sfu.World.MS;

import palaver.sim.LinkProfile;

/// Links that tests use.
final class Links {
  static final LinkProfile BAD =
      LinkProfile.steady(20 * MS)
          .withJitter(15 * MS)
          .withLoss(0.05)
          .withReordering(0.02, 25 * MS)
          .withDuplicates(0.02);

  private Links() {}
}
