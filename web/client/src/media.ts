// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from './emitter.js';

/** What a receive line carries now. */
export interface HeardOn {
  mid: string;
  /** How loud, 0 to 1. */
  level: number;
  /** The talker's number, where the packets name it. */
  stream: number | undefined;
}

/** Somebody's sound, or a place where it will come. */
export interface ReceiveLine {
  /** The name of the line; `null` before it is negotiated. */
  mid: string | null;
  track: MediaStreamTrack;
}

export interface MediaEvents {
  /** Whether audio can flow now is another matter than before. */
  changed: undefined;
  /** There are other receive lines now. */
  lines: undefined;
  /** A fresh report, four times a second. */
  report: RTCStatsReport;
  /** The page slept for so many milliseconds. */
  woke: number;
}

/** How sound comes and goes: through the server, or from browser to browser. */
export interface Media extends Pick<Emitter<MediaEvents>, 'on'> {
  /** The connections beneath, for looking into. */
  readonly connections: readonly RTCPeerConnection[];
  readonly lines: readonly ReceiveLine[];
  readonly connected: boolean;
  /** Whether sound stopped, or the network changed, and nothing yet shows that the path still works. */
  readonly doubted: boolean;
  /** Sends this microphone from now on, or nothing. */
  send(track: MediaStreamTrack | null): Promise<void>;
  /** Waits until audio can flow. */
  connect(): Promise<void>;
  /** Believes the path no more until something answers on it. */
  doubt(): void;
  /** Looks for a path anew. */
  restart(signal: AbortSignal): Promise<void>;
  /** Who is heard at this moment, line by line. */
  heard(): HeardOn[];
  close(): void;
}

/** A source that has not been heard for this long is not heard now. */
const HEARD_WITHIN_MS = 500;

/** How loud a receiver is, and whom its packets name; nothing while nothing comes. */
export function heardBy(receiver: RTCRtpReceiver): Pick<HeardOn, 'level' | 'stream'> | undefined {
  const [source] = receiver.getSynchronizationSources();
  if (!source || isOld(source.timestamp)) {
    return undefined;
  }
  const talker = receiver.getContributingSources().find((each) => !isOld(each.timestamp));
  return { level: source.audioLevel ?? talker?.audioLevel ?? 0, stream: talker?.source };
}

function isOld(timestampMs: number): boolean {
  return performance.timeOrigin + performance.now() - timestampMs > HEARD_WITHIN_MS;
}
