// SPDX-License-Identifier: Apache-2.0
import type { Participant } from '@palaver/client';

/** What happened between one roster and the next, as others would tell it. */
export interface RosterNews {
  joined: readonly Participant[];
  left: readonly Participant[];
  /** Muted by a moderator just now. */
  silenced: readonly Participant[];
  /** Raised their hand just now. */
  raised: readonly Participant[];
}

export function rosterNews(before: readonly Participant[], now: readonly Participant[]): RosterNews {
  const known = new Map(before.map((each) => [each.userId, each]));
  const present = new Set(now.map((each) => each.userId));
  return {
    joined: now.filter((each) => !known.has(each.userId)),
    left: before.filter((each) => !present.has(each.userId)),
    silenced: now.filter((each) => each.isSilenced && known.get(each.userId)?.isSilenced === false),
    raised: now.filter((each) => each.handRaised && known.get(each.userId)?.handRaised === false),
  };
}
