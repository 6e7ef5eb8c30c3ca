// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.InstantSource;
import palaver.base.SecretSource;
import palaver.http.moderation.Community;
import palaver.http.monitor.Monitoring;
import palaver.http.rest.FirstAdmin;
import palaver.http.rest.HealthChecks;
import palaver.http.rest.IdentityPorts;
import palaver.rooms.SessionRecords;
import palaver.rooms.insight.Insight;
import palaver.rooms.world.WorldRecords;

/// What the HTTP side needs from the rest of the program.
public record HttpPorts(
    SessionRecords records,
    WorldRecords worlds,
    IdentityPorts identity,
    FirstAdmin firstAdmin,
    Community community,
    Insight insight,
    Monitoring monitoring,
    HealthChecks health,
    SecretSource secrets,
    InstantSource wallClock) {}
