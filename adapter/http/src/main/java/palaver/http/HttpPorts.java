// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.InstantSource;
import palaver.base.SecretSource;
import palaver.http.access.GuestWorlds;
import palaver.http.rest.FirstAdmin;
import palaver.http.rest.HealthChecks;
import palaver.http.rest.IdentityPorts;
import palaver.rooms.SessionRecords;

/// What the HTTP side needs from the rest of the program.
public record HttpPorts(
    SessionRecords records,
    GuestWorlds guestWorlds,
    IdentityPorts identity,
    FirstAdmin firstAdmin,
    HealthChecks health,
    SecretSource secrets,
    InstantSource wallClock) {}
