// SPDX-License-Identifier: Apache-2.0
/// What hosts learn from stored sessions: histories, profiles and reports.
@NullMarked
package palaver.rooms.insight;

import org.jspecify.annotations.NullMarked;
