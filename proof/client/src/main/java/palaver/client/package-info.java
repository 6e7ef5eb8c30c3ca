// SPDX-License-Identifier: Apache-2.0
/// A small room client of our own: joins a room as a participant, plays Opus, hears levels.
/// Benchmarks and browser tests use it for further people.
@NullMarked
package palaver.client;

import org.jspecify.annotations.NullMarked;
