// SPDX-License-Identifier: Apache-2.0
/// Alerts: when something in the rooms, the store or the server needs a person.
@NullMarked
package palaver.rooms.alert;

import org.jspecify.annotations.NullMarked;
