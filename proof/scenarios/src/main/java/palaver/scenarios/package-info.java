// SPDX-License-Identifier: Apache-2.0
/// Whole venues in the simulator: many radio nodes, people who press, faults, and what must hold.
///
/// Start with [Venue]; [Safety] checks after every event, [RandomStory] is one seed of the sweep,
/// [KpiRun] makes the report of `palaver sim`.
@NullMarked
package palaver.scenarios;

import org.jspecify.annotations.NullMarked;
