// SPDX-License-Identifier: Apache-2.0
package palaver.http.monitor;

import palaver.rooms.alert.AlertRecords;

/// What watches the HTTP side, and what of it is shown to operators.
///
/// @param requests hears of every call
/// @param sessions learns which call a session came from
/// @param metrics the page at `/metrics`
/// @param alerts what needed a person
public record Monitoring(
    RequestWatcher requests, SessionTrail sessions, MetricsPage metrics, AlertRecords alerts) {}
