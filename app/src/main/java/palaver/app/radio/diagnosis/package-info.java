// SPDX-License-Identifier: Apache-2.0
/// What a radio node notes about itself, for people who look into it later: events, inputs, and the
/// bundle of both.
@NullMarked
package palaver.app.radio.diagnosis;

import org.jspecify.annotations.NullMarked;
