// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.InstantSource;
import palaver.base.SecretSource;
import palaver.http.access.ApiKeys;
import palaver.http.access.GuestWorlds;
import palaver.http.access.TokenSigner;
import palaver.http.moderation.Community;
import palaver.http.rest.HealthChecks;
import palaver.identity.AccountSessions;
import palaver.rooms.SessionRecords;

/// What the HTTP side needs from the rest of the program.
public record HttpPorts(
    SessionRecords records,
    ApiKeys apiKeys,
    GuestWorlds guestWorlds,
    AccountSessions accountSessions,
    TokenSigner tokenSigner,
    Community community,
    HealthChecks health,
    SecretSource secrets,
    InstantSource wallClock) {}
