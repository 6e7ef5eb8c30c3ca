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
  /** Why nothing is: `palaver.sound.DeviceState.Cause` in small letters. */
  cause?: string;
  /** Which device that is about; empty when it is about none. */
  device?: string;
}

/** A phone that this node knows. */
export interface HandsetLine {
  /** 8 hexadecimal digits. */
  id: string;
  name: string;
  /** Whether its voice goes both ways now. */
  connected: boolean;
  talks: boolean;
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
  sound: { on: boolean; tones: boolean; microphone: Device; speaker: Device; echo: 'idle' | 'recording' | 'playing' };
  texts: RadioText[];
  /** The phones that this node knows; null when it serves none. */
  handsets: HandsetLine[] | null;
  network?: Network;
  tree?: { node_id: string; parent_id: string | null }[];
  timeline?: Happened[];
}

/** A change of this node's part in the election. */
export interface Happened {
  at_ms: number;
  /** `palaver.radio.Standing#title`. */
  standing: string;
  term: number;
  /** `palaver.radio.ElectionCause` in small letters. */
  cause: string;
  /** How long the node stood still, where that is the cause. */
  gap_ms: number;
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
  what: 'press' | 'say' | 'hello' | 'offer';
  cause: string;
}

/** By what one phone becomes a handset. */
export interface HandsetCode {
  /** A secret, good once. */
  url: string;
  /** Of the certificate there, SHA-256. */
  fingerprint: string;
  /** For how long it is good. */
  minutes: number;
}

export type Frame =
  | { type: 'welcome'; id: string; name: string; key: string }
  | { type: 'answer'; sdp: string }
  | ({ type: 'handset_code' } & HandsetCode)
  | { type: 'state'; now_ms: number; set: Partial<RadioState> }
  | ({ type: 'level' } & Levels)
  | ({ type: 'refused' } & Refused);
