// SPDX-License-Identifier: Apache-2.0
import type { Device, RadioState } from './state.js';
import type { RadioWords } from './words.js';

export type DiscKind =
  | 'starting' | 'offline' | 'idle' | 'asking' | 'queued' | 'talking' | 'heard' | 'denied' | 'revoked' | 'no-leader'
  | 'alone' | 'listen-only' | 'no-microphone';

/** What the disc shows. */
export interface Disc {
  kind: DiscKind;
  title: string;
  detail: string;
  /** Why it was refused or taken back, as the node says it. */
  cause?: string;
  /** Whose name it shows. */
  who?: string;
  /** From when the shown time counts, by the node's clock, and how long it may be. */
  sinceMs?: number;
  limitMs?: number;
  /** The place in the line. */
  place?: number;
}

/** What the page knows besides the node. */
export interface DiscPage {
  connected: boolean;
  /** A press had no effect a moment ago: why. */
  refusal: string;
  /** Of a handset: whether its voice goes both ways. */
  voice?: boolean;
}

/** One state of the disc for everything that the node and the page know. */
export function discOf(state: RadioState | undefined, page: DiscPage, t: RadioWords): Disc {
  if (!state) {
    return page.connected || page.refusal === ''
      ? { kind: 'starting', title: t.starting, detail: t.startingText }
      : { kind: 'offline', title: t.offline, detail: page.voice === undefined ? t.offlineText : t.offlineHandset };
  }
  if (!page.connected) {
    return { kind: 'offline', title: t.offline, detail: page.voice === undefined ? t.offlineText : t.offlineHandset };
  }
  if (page.voice === false) {
    return { kind: 'starting', title: t.voiceStarting, detail: t.voiceStartingText };
  }
  return pressed(state, t) ?? refused(page, state, t) ?? resting(state, t);
}

/** A node that has not heard anybody yet waits for a leader; a person wants to know that nobody is there. */
function isLonely({ cluster }: RadioState): boolean {
  return cluster.state === 'alone' && cluster.alive <= 1;
}

function pressed(state: RadioState, t: RadioWords): Disc | undefined {
  const { press, floor, node } = state;
  const cause = press.cause === 'no_leader' && isLonely(state) ? 'only_one_participant' : (press.cause ?? 'other');
  switch (press.state) {
    case 'requesting':
      return { kind: 'asking', title: t.asking, detail: t.askingText };
    case 'queued': {
      const place = press.place ?? 1;
      return { kind: 'queued', title: t.queued(place), detail: t.queuedText(floor.talker?.name ?? ''), place };
    }
    case 'granted':
      return {
        kind: 'talking', title: t.talking, detail: t.talkingText, sinceMs: press.since_ms, limitMs: node.talk_limit_ms,
      };
    case 'denied':
      return { kind: 'denied', title: t.denied, detail: t.deniedBecause[cause] ?? t.deniedOther, cause };
    case 'revoked':
      return { kind: 'revoked', title: t.revoked, detail: t.revokedBecause[cause] ?? t.revokedOther, cause };
    default:
      return undefined;
  }
}

/** Why a device is missing, in words. */
export function missing({ cause = '', device = '' }: Device, t: RadioWords): string {
  return (t.missing[cause] ?? t.missingOther)(device);
}

function refused(page: DiscPage, { sound }: RadioState, t: RadioWords): Disc | undefined {
  switch (page.refusal) {
    case '':
      return undefined;
    case 'no_microphone': {
      return { kind: 'no-microphone', title: t.noMicrophone, detail: missing(sound.microphone, t) };
    }
    default:
      return { kind: 'denied', title: t.denied, detail: t.refusedBecause[page.refusal] ?? t.deniedOther, cause: page.refusal };
  }
}

function resting(state: RadioState, t: RadioWords): Disc {
  const { press, floor, node } = state;
  if (floor.talker) {
    const { name } = floor.talker;
    const detail = press.state === 'receive_only' ? t.heardText : t.heardMayWait;
    return { kind: 'heard', title: name, detail, who: name, sinceMs: floor.since_ms };
  }
  switch (press.state === 'no_leader' && isLonely(state) ? 'alone' : press.state) {
    case 'alone':
      return { kind: 'alone', title: t.alone, detail: t.aloneText };
    case 'no_leader':
      return { kind: 'no-leader', title: t.noLeader, detail: t.noLeaderText };
    case 'receive_only':
      return { kind: 'listen-only', title: t.listenOnly, detail: t.listenOnlyText };
    default:
      return { kind: 'idle', title: t.idle, detail: t.idleText(node.channel) };
  }
}
