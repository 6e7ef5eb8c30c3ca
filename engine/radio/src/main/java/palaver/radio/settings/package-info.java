// SPDX-License-Identifier: Apache-2.0
/// Settings that a whole channel shares: their schema, their history, how a change is rolled out
/// and taken back, and how two histories become one after a split.
@NullMarked
package palaver.radio.settings;

import org.jspecify.annotations.NullMarked;
