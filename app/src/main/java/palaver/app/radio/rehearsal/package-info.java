// SPDX-License-Identifier: Apache-2.0
/// What a node does before it is on the air, so that its first press is as quick as later ones.
@NullMarked
package palaver.app.radio.rehearsal;

import org.jspecify.annotations.NullMarked;
