// SPDX-License-Identifier: Apache-2.0

/** A device and what people call it. */
export interface Line {
  node_id: string;
  name: string;
}

export interface Member extends Line {
  /** Whether it was heard of a short while ago. */
  alive: boolean;
  /** Whether it may talk. */
  talks: boolean;
}

/** The node's own press. `since_ms` is the node's clock; a burst counts from its grant. */
export interface Press {
  since_ms: number;
  state:
    | 'idle' | 'requesting' | 'queued' | 'granted' | 'denied' | 'revoked' | 'no_leader' | 'alone' | 'receive_only';
  place?: number;
  size?: number;
  cause?: string;
}

export interface RadioText extends Line {
  id: string;
  text: string;
  written_epoch_ms: number;
  /** How many nodes hold a text of this node; 0 while that is not known. */
  copies: number;
}

export interface Device {
  /** What is in use. */
  name?: string;
  /** Why nothing is. */
  why?: string;
}

/** What the node tells its page: `palaver.app.radio.RadioSections`. */
export interface RadioState {
  node: Line & { channel: string; operator: boolean; may_talk: boolean; may_interrupt: boolean; talk_limit_ms: number };
  cluster: { role: string; state: string; leader: Line | null; term: number; alive: number; size: number };
  members: Member[];
  press: Press;
  floor: { talker: Line | null; since_ms: number; queue: Line[] };
  knocks: (Line & { words: string })[];
  health: { score: number; reasons: string[] };
  sound: { on: boolean; microphone: Device; speaker: Device; echo: 'idle' | 'recording' | 'playing' };
  texts: RadioText[];
  network?: Network;
  tree?: { node_id: string; parent_id: string | null }[];
  timeline?: { at_ms: number; text: string }[];
}

/** Figures of the network; what is not known is left out. */
export interface Network {
  round_trip_ms: number;
  loss_percent?: number;
  jitter_ms?: number;
  concealed_percent?: number;
  playout_ms?: number;
  queue_depth?: number;
  received: number;
  sent: number;
  dropped: number;
  sleeps: number;
}

export interface Levels {
  microphone: number;
  speaker: number;
}

export interface Refused {
  what: 'press' | 'say';
  cause: string;
}

export type Frame =
  | { type: 'state'; now_ms: number; set: Partial<RadioState> }
  | ({ type: 'level' } & Levels)
  | ({ type: 'refused' } & Refused);
