// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.InstantSource;
import palaver.base.SecretSource;
import palaver.http.access.TokenSigner;
import palaver.http.heavy.HeavyThread;
import palaver.identity.AccountRecords;
import palaver.identity.IdentityAudit;
import palaver.identity.SecretBox;
import palaver.identity.ServerKeyRecords;

/// What accounts, keys and tokens need from the rest of the program.
///
/// @param signer signs and verifies tokens
/// @param box seals secrets before they are stored
public record IdentityPorts(
    AccountRecords accounts,
    ServerKeyRecords keys,
    TokenSigner signer,
    SecretBox box,
    HeavyThread heavy,
    IdentityAudit audit,
    SecretSource secrets,
    InstantSource wallClock) {}
