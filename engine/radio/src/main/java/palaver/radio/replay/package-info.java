// SPDX-License-Identifier: Apache-2.0
/// A node's inputs on a tape, without secrets and without voice, and the same inputs through the
/// same engine once more.
///
/// [RecordedNode] writes, [Replay] reads. [Tape] says what is on it, docs/decisions/0086 why.
@NullMarked
package palaver.radio.replay;

import org.jspecify.annotations.NullMarked;
