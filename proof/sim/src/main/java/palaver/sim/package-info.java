// SPDX-License-Identifier: Apache-2.0
/// The simulator: runs any number of engines in one thread under virtual time, with links that
/// delay, lose, reorder and duplicate, all from one seed.
///
/// Start with [Simulation]. What a driver does for an engine in production, [SimNode] does here: it
/// numbers addresses, hands in datagrams, commands and deadlines, and drains the outbox after each.
/// Parts that stand in for real ones are named models: [ModelKeyExchange] for DTLS, [SeededSecrets]
/// for the cryptographic generator.
@NullMarked
package palaver.sim;

import org.jspecify.annotations.NullMarked;
