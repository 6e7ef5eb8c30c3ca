// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alert that was raised.
///
/// @param alertId names it, unique for ever
/// @param acknowledgedAt when somebody took note, or null
/// @param acknowledgedBy the account's name, or null
public record StoredAlert(
    String alertId,
    Alert alert,
    Instant raisedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy) {}
