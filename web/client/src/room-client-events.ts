// SPDX-License-Identifier: Apache-2.0
import type { VoiceDiagnostics } from './diagnostics.js';
import type { PalaverError } from './errors.js';
import type { MicrophoneChoice } from './microphone.js';
import type { ChatEntry, ErrorCode, Participant } from './protocol.js';

export type ClientStatus = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'disconnected' | 'error';

/** The four phases of a join, in their order (R002). */
export type JoinPhase = 'backend' | 'tracking' | 'media' | 'state';

export interface JoinRequest {
  world: string;
  roomId: string;
  /** Shown until the server names the room. */
  roomName?: string;
  username: string;
  /** Without one a person listens; it can be added later. */
  microphone: MicrophoneChoice | 'none';
  /** Joins with the microphone open but muted, as for push-to-talk. */
  muted?: boolean;
  /** Listens for the moderation: shown to all, not counted, never heard. */
  observe?: boolean;
}

export interface RoomClientEvents {
  status: ClientStatus;
  phase: JoinPhase;
  /** An attempt to come back begins: 1, 2 or 3. */
  attempt: number;
  roster: readonly Participant[];
  /** Whether there is a microphone, and whether it is muted here. */
  microphone: { available: boolean; muted: boolean };
  /** Whether nothing is played, by the person's own wish. */
  deafened: boolean;
  /** A device went away: the default one took its place, or none could. */
  device: { kind: 'microphone' | 'speaker'; fallback: 'default' | 'none' };
  /** The person speaks, but nobody can hear it. */
  speakingWhileMuted: undefined;
  /** The browser plays nothing until `resumePlayback` is called from a press. */
  playbackBlocked: boolean;
  /** The messages of the room, oldest first. */
  chat: readonly ChatEntry[];
  /** The server did not take a message. */
  chatRefused: ErrorCode;
  /** A moderator's word for this person alone. */
  warned: string;
  /** About once a second. */
  statistics: VoiceDiagnostics;
  /** The session ended without this side's wish. */
  ended: PalaverError;
}
